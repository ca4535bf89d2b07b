"use server";

import { refresh } from "next/cache";
import { allowConnectors } from "@/lib/features/linking/allow-connections";
import { changeLink } from "@/lib/features/linking/change-link";
import { revokeProviderToken } from "@/lib/features/tool-tokens/revoke-provider-token";
import { memberConnectorsForm, personConnectorForm } from "@/lib/schemas/oauth2-connection";
import { adminAction } from "@/lib/server/auth/admin-action";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** Which connectors a person may sign in by. */
export const allowConnectorsAction = adminAction(
  "manage_people",
  memberConnectorsForm,
  (acting, wish, deps) => allowConnectors(deps, acting, wish),
  ({ chosen }) => {
    refresh();
    return { ok: true, message: chosen === 0 ? "Saved. Every active connector lets them in." : "Saved." };
  },
);

/** The next sign-in may bring another subject. */
export const allowRelinkAction = adminAction(
  "manage_auth_integrations",
  personConnectorForm,
  (acting, wish, deps) => changeLink(deps, acting, { ...wish, change: "relink" }),
  shown,
);

export const removeLinkAction = adminAction(
  "manage_auth_integrations",
  personConnectorForm,
  (acting, wish, deps) => changeLink(deps, acting, { ...wish, change: "remove" }),
  shown,
);

export const revokeTokensAction = adminAction(
  "manage_auth_integrations",
  personConnectorForm,
  async (acting, { userId, connectionId }) =>
    revokeProviderToken(await ssoDependencies(), acting, { connectionId, person: userId }),
  shown,
);

function shown() {
  refresh();
  return { ok: true };
}
