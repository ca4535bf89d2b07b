import { createSetupLink } from "@/lib/features/setup-links/create-setup-link";
import { listSetupLinks, revokeSetupLink } from "@/lib/features/setup-links/list-setup-links";
import { done } from "@/lib/model/outcome";
import { listOf } from "@/lib/schemas/list-answer";
import {
  createdSetupLinkView,
  createSetupLinkBody,
  scopeOfBody,
  setupLinkQuery,
  setupLinkView,
} from "@/lib/schemas/setup-link";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";

const all = "/spaces/{slug}/setup-links";
const tag = "Setup links";

export const setupLinkOperations = [
  defineOperation(
    {
      id: "listSetupLinks",
      method: "get",
      path: all,
      tag,
      summary: "List setup links",
      scope: "connections:read",
      query: setupLinkQuery,
      response: listOf(setupLinkView),
    },
    async (call) => done(apiList(call, await listSetupLinks(call.deps, call.ctx, partOf(call)))),
  ),
  defineOperation(
    {
      id: "createSetupLink",
      method: "post",
      path: all,
      tag,
      summary: "Create a setup link for an outside administrator",
      description:
        "Its address is only in this response. Whoever has the link configures and tests one connection, or chooses the provider themselves (scope `space`), or renews a certificate or secret (`renew`). With `mayActivate` they also activate what has passed its test. An operator token may create links for any space.",
      scope: "connections:write",
      needsSso: true,
      body: createSetupLinkBody,
      status: 201,
      response: createdSetupLinkView,
      operatorScope: "spaces:write",
      problems: ["connection_not_found", "nothing_to_renew", "return_url_not_allowed", "too_many_messages"],
    },
    ({ deps, ctx, body }) =>
      createSetupLink(deps, ctx, {
        scope: scopeOfBody(body),
        connectionId: body.connectionId ?? null,
        mayActivate: body.mayActivate,
        returnUrl: body.returnUrl ?? null,
        hours: body.expiresInHours,
        recipient: body.recipient ?? null,
        note: body.note,
        send: body.send,
      }),
  ),
  defineOperation(
    {
      id: "revokeSetupLink",
      method: "delete",
      path: `${all}/{id}`,
      tag,
      summary: "Revoke a setup link",
      scope: "connections:write",
      status: 204,
      problems: ["setup_link_not_found", "setup_link_revoked"],
    },
    ({ deps, ctx, params }) => revokeSetupLink(deps, ctx, params.id),
  ),
];
