"use server";

import { refresh } from "next/cache";
import { allowConnections } from "@/lib/features/linking/allow-connections";
import { changeLink } from "@/lib/features/linking/change-link";
import { revokeProviderToken } from "@/lib/features/tool-tokens/revoke-provider-token";
import { memberConnectionsForm, personConnectionForm } from "@/lib/schemas/oauth2-connection";
import { adminAction } from "@/lib/server/auth/admin-action";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** Chooses the connections that a person may sign in by. */
export const allowConnectionsAction = adminAction(
  "manage_people",
  memberConnectionsForm,
  (ctx, input, deps) => allowConnections(deps, ctx, input),
  ({ chosen }) => {
    refresh();
    return {
      ok: true,
      message: chosen === 0 ? "Saved. The person may use every active connection." : "Saved.",
    };
  },
);

/** Allows the next sign-in another subject. */
export const allowRelinkAction = adminAction(
  "manage_auth_integrations",
  personConnectionForm,
  (ctx, input, deps) => changeLink(deps, ctx, { ...input, change: "relink" }),
  shown,
);

export const removeLinkAction = adminAction(
  "manage_auth_integrations",
  personConnectionForm,
  (ctx, input, deps) => changeLink(deps, ctx, { ...input, change: "remove" }),
  shown,
);

export const revokeTokensAction = adminAction(
  "manage_auth_integrations",
  personConnectionForm,
  async (ctx, { userId, connectionId }) =>
    revokeProviderToken(await ssoDependencies(), ctx, { connectionId, person: userId }),
  shown,
);

function shown() {
  refresh();
  return { ok: true };
}
