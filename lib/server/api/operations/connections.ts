import { viewConnection, viewOf } from "@/lib/features/connections/connection-view";
import { noSuchConnection } from "@/lib/features/connections/find-connection";
import { listConnections } from "@/lib/features/connections/list-connections";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import {
  changeWholeConnection,
  createWholeConnection,
} from "@/lib/features/connections/save-whole-connection";
import { done } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { connectionView, savedConnectionView } from "@/lib/schemas/connection-answers";
import {
  changeConnectionBody,
  configurationOf,
  connectionApiQuery,
  createConnectionBody,
  endingChoices,
} from "@/lib/schemas/connection-api";
import { listOf } from "@/lib/schemas/list-answer";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { apiList, partOf } from "../api-list";
import { defineOperation } from "../define-operation";
import { settingsProblems } from "./settings-problems";

const all = "/spaces/{slug}/connections";
const one = `${all}/{id}` as const;
const tag = "Connections";
const missing = "connection_not_found";
/** Metadata documents are sent in the body. */
const maxBytes = 2_000_000;

/** A connection as the API shows it. */
export async function findView(deps: Dependencies, ctx: Context, connectionId: string) {
  const view = await viewConnection(deps, ctx, connectionId);
  return view ? done(view) : noSuchConnection();
}

export const connectionOperations = [
  defineOperation(
    {
      id: "listConnections",
      method: "get",
      path: all,
      tag,
      summary: "List connections",
      scope: "connections:read",
      needsSso: true,
      query: connectionApiQuery,
      response: listOf(connectionView),
    },
    async (call) => {
      const wanted = { ...partOf(call), withUnused: true };
      return done(apiList(call, await listConnections(call.deps, call.ctx, wanted, viewOf)));
    },
  ),
  defineOperation(
    {
      id: "createConnection",
      method: "post",
      path: all,
      tag,
      summary: "Create a connection",
      description:
        "Settings may be in `configuration` or next to it; `metadataXml` or `metadataUrl` replace the single fields. The connection admits nobody until it is tested and activated.",
      scope: "connections:write",
      needsSso: true,
      body: createConnectionBody,
      maxBytes,
      status: 201,
      response: savedConnectionView,
      problems: ["reference_taken", "provider_misfit", ...settingsProblems],
    },
    async ({ ctx, body }) => {
      const { name, reference, protocol, provider } = body;
      return createWholeConnection(await ssoDependencies(), ctx, {
        connection: { name, reference, protocol, provider },
        configuration: configurationOf(body),
      });
    },
  ),
  defineOperation(
    {
      id: "getConnection",
      method: "get",
      path: one,
      tag,
      summary: "Read a connection",
      scope: "connections:read",
      needsSso: true,
      response: connectionView,
      problems: [missing],
    },
    ({ deps, ctx, params }) => findView(deps, ctx, params.id),
  ),
  defineOperation(
    {
      id: "changeConnection",
      method: "patch",
      path: one,
      tag,
      summary: "Change a connection",
      description:
        "Fields that are left out stay unchanged. New settings are a draft: the live version stays in use.",
      scope: "connections:write",
      needsSso: true,
      body: changeConnectionBody,
      maxBytes,
      ifMatch: "revision",
      response: savedConnectionView,
      problems: [missing, "reference_taken", ...settingsProblems],
    },
    async ({ ctx, params, body, expectedRevision }) =>
      changeWholeConnection(await ssoDependencies(), ctx, {
        connectionId: params.id,
        name: body.name,
        reference: body.reference,
        configuration: configurationOf(body),
        expectedRevision,
      }),
  ),
  // The space's plan is not checked: what exists can always be removed.
  defineOperation(
    {
      id: "removeConnection",
      method: "delete",
      path: one,
      tag,
      summary: "Remove a connection",
      description:
        "If it was in use and no other connection is active, the space's tokens end, the caller's own included; otherwise `tokens` decides.",
      scope: "connections:write",
      query: endingChoices,
      ifMatch: "revision",
      status: 204,
      problems: [missing],
    },
    async ({ ctx, params, query, expectedRevision }) =>
      removeConnection(await ssoDependencies(), ctx, {
        connectionId: params.id,
        ...query,
        expectedRevision,
      }),
  ),
];
