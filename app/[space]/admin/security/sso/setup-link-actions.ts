"use server";

import { refresh } from "next/cache";
import { createSetupLink } from "@/lib/features/setup-links/create-setup-link";
import { revokeSetupLink } from "@/lib/features/setup-links/list-setup-links";
import { type CreatedSetupLink, createSetupLinkForm, setupLinkIdForm } from "@/lib/schemas/setup-link";
import { adminAction } from "@/lib/server/auth/admin-action";

/** Makes a setup link and shows its address, this once; mails it where that was asked for. */
export const createSetupLinkAction = adminAction(
  "manage_auth_integrations",
  createSetupLinkForm,
  async (acting, { recipient = null, ...wish }, deps) => {
    const made = await createSetupLink(deps, acting, { ...wish, recipient });
    if (!made.ok) return made;
    return { ok: true, value: { url: made.value.url, sentTo: wish.send ? recipient : null } };
  },
  (created): CreatedSetupLink => {
    refresh();
    return { ok: true, created };
  },
);

/** Revokes a setup link and ends what was opened with it. */
export const revokeSetupLinkAction = adminAction(
  "manage_auth_integrations",
  setupLinkIdForm,
  (acting, { id }, deps) => revokeSetupLink(deps, acting, id),
  () => {
    refresh();
    return { ok: true, message: "Revoked." };
  },
);
