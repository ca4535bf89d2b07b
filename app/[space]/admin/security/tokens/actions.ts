"use server";

import { refresh } from "next/cache";
import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import { revokeToken } from "@/lib/features/tokens/revoke-token";
import { expiryOf, integrationTokenForm, tokenIdForm } from "@/lib/schemas/token";
import { adminAction } from "@/lib/server/auth/admin-action";

/** Creates an integration token; the result contains it, this once. */
export const createIntegrationTokenAction = adminAction(
  "manage_tokens",
  integrationTokenForm,
  (ctx, { lifetime, ...input }, deps) =>
    createIntegrationToken(deps, ctx, { ...input, expiresAt: expiryOf(lifetime, deps.now()) }),
  (created) => ({ ok: true, values: { issued: created.token } }),
);

/** Ends any token of the space. */
export const revokeSpaceTokenAction = adminAction(
  "manage_tokens",
  tokenIdForm,
  (ctx, { id }, deps) => revokeToken(deps, ctx, id, "space"),
  () => {
    refresh();
    return { ok: true, message: "Revoked." };
  },
);
