import { noSuchConnection } from "@/lib/features/connections/find-connection";
import { viewConnection } from "@/lib/features/connections/list-connections";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { changeWholeConnection } from "@/lib/features/connections/save-whole-connection";
import { done } from "@/lib/model/outcome";
import { changeConnectionBody, configurationOf, sessionsChoice } from "@/lib/schemas/connection-api";
import { apiRoute } from "@/lib/server/api/api-route";
import { expectedRevision } from "@/lib/server/api/if-match";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

const maxBytes = 2_000_000;

export const GET = apiRoute({ scope: "connections:read", needsSso: true }, async ({ deps, ctx, params }) => {
  const view = await viewConnection(deps, ctx, params.id ?? "");
  return view ? done(view) : noSuchConnection();
});

export const PATCH = apiRoute(
  { scope: "connections:write", needsSso: true, body: changeConnectionBody, maxBytes, ifMatch: true },
  async ({ ctx, params, body, request }) => {
    const revision = expectedRevision(request);
    if (!revision.ok) return revision;
    return changeWholeConnection(await ssoDependencies(), ctx, {
      connectionId: params.id ?? "",
      name: body.name,
      reference: body.reference,
      configuration: configurationOf(body),
      expectedRevision: revision.value,
    });
  },
);

/** Removes it. The space's plan is not asked: what is there can always be taken away. */
export const DELETE = apiRoute(
  { scope: "connections:write", query: sessionsChoice, status: 204, ifMatch: true },
  async ({ ctx, params, query, request }) => {
    const revision = expectedRevision(request);
    if (!revision.ok) return revision;
    return removeConnection(await ssoDependencies(), ctx, {
      connectionId: params.id ?? "",
      sessions: query.sessions,
      expectedRevision: revision.value,
    });
  },
);
