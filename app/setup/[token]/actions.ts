"use server";

import { redirect } from "next/navigation";
import { openSetupLink } from "@/lib/features/setup-links/open-setup-link";
import { openSetupForm } from "@/lib/schemas/setup-link";
import { publicAction } from "@/lib/server/auth/admin-action";
import { openSetupBrowser } from "@/lib/server/auth/setup-access";
import { setupPaths } from "../paths";

/** The deliberate click: trades the link for a cookie, then shows the work. */
export const openSetupAction = publicAction(
  openSetupForm,
  ({ address }, { token }, deps) => openSetupLink(deps, { secret: token, address }),
  async (opened) => {
    await openSetupBrowser(opened);
    redirect(setupPaths(opened.linkId).work);
  },
);
