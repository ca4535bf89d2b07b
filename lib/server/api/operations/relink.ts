import { relinkPeople } from "@/lib/features/linking/relink-people";
import { relinkedView } from "@/lib/schemas/connection-answers";
import { relinkBody } from "@/lib/schemas/connection-api";
import { defineOperation } from "../define-operation";

export const relinkOperations = [
  defineOperation(
    {
      id: "relinkPeople",
      method: "post",
      path: "/spaces/{slug}/connections/{id}/relink",
      tag: "Connections",
      summary: "Let linked people be linked again",
      description:
        "At the next sign-in, each may link another account of the provider with the same address, once. For people refused with `subject_changed` after an issuer or a format went live, or after accounts were recreated at the provider.",
      scope: "connections:write",
      needsSso: true,
      body: relinkBody,
      response: relinkedView,
      problems: ["connection_not_found", "role_above_own"],
    },
    ({ deps, ctx, params, body }) =>
      relinkPeople(deps, ctx, { connectionId: params.id, users: body.users ?? null }),
  ),
];
