import { fetchProviderToken } from "@/lib/features/tool-tokens/fetch-provider-token";
import { revokeProviderToken } from "@/lib/features/tool-tokens/revoke-provider-token";
import { forgottenTokenView, providerTokenView } from "@/lib/schemas/connection-answers";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { defineOperation } from "../define-operation";

/** `person` is a user's id or email address. */
const path = "/spaces/{slug}/connections/{id}/provider-tokens/{person}";
const tag = "Connections";

export const providerTokenOperations = [
  defineOperation(
    {
      id: "getProviderToken",
      method: "get",
      path,
      tag,
      summary: "Fetch a person's access token at a tool",
      description: "For an OAuth 2 connection that keeps tokens; for integration tokens only.",
      scope: "provider_tokens:read",
      needsSso: true,
      response: providerTokenView,
      problems: [
        "connection_not_found",
        "account_only",
        "connector_inactive",
        "tokens_not_kept",
        "person_not_found",
        "provider_token_not_found",
        "provider_token_ended",
        "refresh_under_way",
      ],
    },
    async ({ ctx, params: { id, person } }) =>
      fetchProviderToken(await ssoDependencies(), ctx, { connectionId: id, person }),
  ),
  defineOperation(
    {
      id: "deleteProviderToken",
      method: "delete",
      path,
      tag,
      summary: "Delete a person's stored tokens of a tool",
      scope: "connections:write",
      needsSso: true,
      response: forgottenTokenView,
      problems: ["connection_not_found", "person_not_found", "provider_token_not_found"],
    },
    async ({ ctx, params: { id, person } }) =>
      revokeProviderToken(await ssoDependencies(), ctx, { connectionId: id, person }),
  ),
];
