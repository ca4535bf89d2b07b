import { listVersions } from "@/lib/features/connections/list-versions";
import { rollBack } from "@/lib/features/connections/roll-back";
import { done } from "@/lib/model/outcome";
import { connectionView } from "@/lib/schemas/connection-answers";
import { wholeListOf } from "@/lib/schemas/list-answer";
import { versionBody, versionHistoryView } from "@/lib/schemas/versions";
import { defineOperation } from "../define-operation";
import { findView } from "./connections";

const one = "/spaces/{slug}/connections/{id}";
const tag = "Connections";
const missing = "connection_not_found";

export const configurationVersionOperations = [
  defineOperation(
    {
      id: "listVersions",
      method: "get",
      path: `${one}/configurations`,
      tag,
      summary: "List the versions of a connection's settings",
      description: "Newest first, each with who saved it and what it changed from the previous one.",
      scope: "connections:read",
      response: wholeListOf(versionHistoryView),
      problems: [missing],
    },
    async ({ deps, ctx, params }) => {
      const versions = await listVersions(deps, ctx, params.id);
      return versions.ok ? done({ data: versions.value }) : versions;
    },
  ),
  defineOperation(
    {
      id: "rollBackConnection",
      method: "post",
      path: `${one}/rollback`,
      tag,
      summary: "Put an earlier version live again",
      scope: "connections:write",
      needsSso: true,
      body: versionBody,
      ifMatch: "revision",
      response: connectionView,
      problems: [missing, "version_not_found", "nothing_live", "cannot_roll_back"],
    },
    async ({ deps, ctx, params, body, expectedRevision }) => {
      const rolled = await rollBack(deps, ctx, { connectionId: params.id, ...body, expectedRevision });
      return rolled.ok ? findView(deps, ctx, params.id) : rolled;
    },
  ),
];
