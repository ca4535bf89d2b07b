import { createIntegrationToken } from "@/lib/features/tokens/create-token";
import { listTokens } from "@/lib/features/tokens/list-tokens";
import { revokeToken } from "@/lib/features/tokens/revoke-token";
import { done } from "@/lib/model/outcome";
import { listOf } from "@/lib/schemas/list-answer";
import { createdTokenView, createTokenBody, tokenApiQuery, tokenView } from "@/lib/schemas/token";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

const all = "/spaces/{slug}/tokens";
const common = { tag: "Tokens", permission: "manage_tokens" } as const;

export const tokenOperations = [
  defineOperation(
    {
      id: "listTokens",
      method: "get",
      path: all,
      ...common,
      summary: "List tokens",
      scope: "people:read",
      query: tokenApiQuery,
      response: listOf(tokenView),
    },
    async (call) => done(apiList(call, await listTokens(call.deps, call.ctx, partOf(call)))),
  ),
  defineOperation(
    {
      id: "createToken",
      method: "post",
      path: all,
      ...common,
      summary: "Create an integration token",
      description: "Only this response contains the token.",
      scope: "people:write",
      body: createTokenBody,
      status: 201,
      response: createdTokenView,
      problems: ["scope_beyond_maker", "expiry_beyond_maker", "expiry_past"],
    },
    // The account has the token's name if none is given.
    ({ deps, ctx, token, body }) =>
      createIntegrationToken(deps, ctx, { ...body, account: body.account ?? body.name }, token),
  ),
  defineOperation(
    {
      id: "revokeToken",
      method: "delete",
      path: `${all}/{id}`,
      ...common,
      summary: "Revoke a token",
      scope: "people:write",
      status: 204,
      problems: ["token_not_found", "token_ended"],
    },
    ({ deps, ctx, params }) => revokeToken(deps, ctx, params.id, "space"),
  ),
];
