import { fetchProviderToken } from "@/lib/features/tool-tokens/fetch-provider-token";
import { revokeProviderToken } from "@/lib/features/tool-tokens/revoke-provider-token";
import { apiRoute } from "@/lib/server/api/api-route";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** `person` is a user's id or e-mail address; what is not well encoded is nobody's. */
function inputOf({ id = "", person = "" }: Record<string, string>) {
  try {
    return { connectionId: id, person: decodeURIComponent(person) };
  } catch {
    return { connectionId: id, person: "" };
  }
}

/** A working access token of the person at the tool, refreshed where it has to be. */
export const GET = apiRoute({ scope: "provider_tokens:read", needsSso: true }, async ({ ctx, params }) =>
  fetchProviderToken(await ssoDependencies(), ctx, inputOf(params)),
);

/** Forgets the person's tokens and tells the tool so. */
export const DELETE = apiRoute({ scope: "connections:write", needsSso: true }, async ({ ctx, params }) =>
  revokeProviderToken(await ssoDependencies(), ctx, inputOf(params)),
);
