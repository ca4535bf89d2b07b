"use server";

import { refresh } from "next/cache";
import { versionForm } from "@/lib/schemas/versions";
import { adminAction } from "@/lib/server/admin-action";
import { underLease } from "@/lib/usecases/keep-lease";
import { restoreOption, rollBack } from "@/lib/usecases/roll-back";

const unchecked = { expectedRevision: null };

/** Puts an earlier version that passed its test live again. */
export const rollBackAction = adminAction(
  "manage_auth_integrations",
  versionForm,
  (acting, wish, deps) => rollBack(deps, acting, { ...wish, ...unchecked }),
  ({ version }) => {
    refresh();
    return { ok: true, message: `Version ${version} is live again.` };
  },
);

/** Saves an earlier version of the sign-in option's settings anew. */
export const restoreOptionAction = adminAction(
  "manage_auth_integrations",
  versionForm,
  (acting, wish, deps) =>
    underLease(deps, acting, null, (leaseId) =>
      restoreOption(deps, acting, { ...wish, ...unchecked, leaseId }),
    ),
  () => {
    refresh();
    return { ok: true, message: "Saved anew." };
  },
);
