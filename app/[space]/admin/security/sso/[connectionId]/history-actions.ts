"use server";

import { refresh } from "next/cache";
import { underLease } from "@/lib/features/connections/keep-lease";
import { restoreOption, rollBack } from "@/lib/features/connections/roll-back";
import { versionForm } from "@/lib/schemas/versions";
import { adminAction } from "@/lib/server/auth/admin-action";

const unchecked = { expectedRevision: null };

/** Puts an earlier version that passed its test live again. */
export const rollBackAction = adminAction(
  "manage_auth_integrations",
  versionForm,
  (ctx, input, deps) => rollBack(deps, ctx, { ...input, ...unchecked }),
  ({ version }) => {
    refresh();
    return { ok: true, message: `Version ${version} is live again.` };
  },
);

/** Restores an earlier version of the sign-in option's settings. */
export const restoreOptionAction = adminAction(
  "manage_auth_integrations",
  versionForm,
  (ctx, input, deps) =>
    underLease(deps, ctx, null, (leaseId) => restoreOption(deps, ctx, { ...input, ...unchecked, leaseId })),
  () => {
    refresh();
    return { ok: true, message: "Restored as a new version." };
  },
);
