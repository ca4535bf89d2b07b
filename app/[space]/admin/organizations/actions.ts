"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { startConnecting } from "@/lib/features/organizations/connect-organization";
import {
  askForOrganization,
  decideRequest,
  withdrawRequest,
} from "@/lib/features/organizations/organization-links";
import { removeGuest, unlinkOrganization } from "@/lib/features/organizations/unlink-organization";
import {
  askForm,
  type ConnectState,
  connectForm,
  decideForm,
  guestForm,
  unlinkForm,
  withdrawForm,
} from "@/lib/schemas/organization";
import { adminAction } from "@/lib/server/auth/admin-action";
import { spacePaths } from "@/lib/server/http/navigation";
import { promisingMail } from "@/lib/server/process/mail-words";

/** Requests another space's organization. The answer is the same whether it exists or not. */
export const askAction = adminAction(
  "manage_auth_integrations",
  askForm,
  (ctx, { slug }, deps) => askForOrganization(deps, ctx, slug),
  mailed("Request sent. If the space exists, its administrators have been notified."),
);

/** Withdraws a request. */
export const withdrawAction = adminAction(
  "manage_auth_integrations",
  withdrawForm,
  (ctx, { slug }, deps) => withdrawRequest(deps, ctx, slug),
  refreshed("Removed from the list."),
);

/** Accepts or declines a request. */
export const decideAction = adminAction(
  "manage_auth_integrations",
  decideForm,
  (ctx, { spaceId, decision }, deps) => decideRequest(deps, ctx, { spaceId, agree: decision === "agree" }),
  mailed("Answered. The other space has been notified."),
);

/** Ends the link of another space to the own organization. */
export const removeGuestAction = adminAction(
  "manage_auth_integrations",
  guestForm,
  (ctx, { spaceId }, deps) => removeGuest(deps, ctx, spaceId),
  mailed("Unlinked. The other space has been notified."),
);

/** Prepares the sign-in that proves the link; the page sends the browser there. */
export const connectAction = adminAction(
  "manage_auth_integrations",
  connectForm,
  (ctx, input, deps) => startConnecting(deps, ctx, input),
  ({ url }): ConnectState => ({ ok: true, goTo: url }),
);

/** Ends the link to another space's organization. If it was in use, the person is signed out. */
export const unlinkAction = adminAction(
  "manage_auth_integrations",
  unlinkForm,
  (ctx, input, deps) => unlinkOrganization(deps, ctx, input),
  ({ wasInUse }, ctx) => {
    const { slug } = ctx.space;
    const page = spacePaths(slug).organizations;
    const query = new URLSearchParams({ notice: "sso_removed", next: page });
    return redirect(wasInUse ? `/${slug}/login?${query}` : page);
  },
);

/** Refreshes the page after a change, with a confirmation. */
function refreshed(message: string) {
  return () => {
    refresh();
    return { ok: true, message };
  };
}

/** As `refreshed`, for a sentence that promises an email. */
function mailed(message: string) {
  return async () => {
    refresh();
    return { ok: true, message: await promisingMail(message) };
  };
}
