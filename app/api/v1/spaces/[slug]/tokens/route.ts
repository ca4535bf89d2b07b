import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import { listTokens } from "@/lib/features/tokens/list-tokens";
import { done } from "@/lib/model/outcome";
import { pageOf } from "@/lib/schemas/list-query";
import { createTokenBody, tokenApiQuery } from "@/lib/schemas/token";
import { apiList } from "@/lib/server/api/api-list";
import { apiRoute } from "@/lib/server/api/api-route";

export const GET = apiRoute(
  { scope: "people:read", permission: "manage_tokens", query: tokenApiQuery },
  async ({ deps, ctx, query: { kind, ended, ...part } }) =>
    done(apiList(await listTokens(deps, ctx, { ...pageOf(part), kind, ended }))),
);

/** Makes an integration token; the account has the token's name where none is given. */
export const POST = apiRoute(
  { scope: "people:write", permission: "manage_tokens", body: createTokenBody, status: 201 },
  ({ deps, ctx, token, body }) =>
    createIntegrationToken(deps, ctx, { ...body, account: body.account ?? body.name }, token),
);
