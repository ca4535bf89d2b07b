"use server";

import { refresh } from "next/cache";
import { createSetupLink } from "@/lib/features/setup-links/create-setup-link";
import { revokeSetupLink } from "@/lib/features/setup-links/list-setup-links";
import { type CreatedSetupLink, createSetupLinkForm, setupLinkIdForm } from "@/lib/schemas/setup-link";
import { adminAction } from "@/lib/server/auth/admin-action";

/** Creates a setup link and shows its address, this once; mails it on request. */
export const createSetupLinkAction = adminAction(
  "manage_auth_integrations",
  createSetupLinkForm,
  async (ctx, { recipient = null, ...input }, deps) => {
    const made = await createSetupLink(deps, ctx, { ...input, recipient });
    if (!made.ok) return made;
    return { ok: true, value: { url: made.value.url, sentTo: input.send ? recipient : null } };
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
  (ctx, { id }, deps) => revokeSetupLink(deps, ctx, id),
  () => {
    refresh();
    return { ok: true, message: "Revoked." };
  },
);
