import { listConnections, viewOf } from "@/lib/features/connections/list-connections";
import { createWholeConnection } from "@/lib/features/connections/save-whole-connection";
import { done } from "@/lib/model/outcome";
import { configurationOf, connectionApiQuery, createConnectionBody } from "@/lib/schemas/connection-api";
import { pageOf } from "@/lib/schemas/list-query";
import { apiList } from "@/lib/server/api/api-list";
import { apiRoute } from "@/lib/server/api/api-route";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** Metadata documents come inside the body. */
const maxBytes = 2_000_000;

export const GET = apiRoute(
  { scope: "connections:read", needsSso: true, query: connectionApiQuery },
  async ({ deps, ctx, query }) => {
    const all = await listConnections(deps, ctx);
    const { page, pageSize, search } = pageOf(query);
    const wanted = search?.toLowerCase();
    const rows = all.filter(
      ({ connection, option }) =>
        (!wanted || `${connection.name} ${connection.reference}`.toLowerCase().includes(wanted)) &&
        (!query.status || (option?.status ?? "draft") === query.status) &&
        (!query.protocol || connection.protocol === query.protocol) &&
        (!query.provider || connection.provider === query.provider),
    );
    const part = rows.slice((page - 1) * pageSize, page * pageSize);
    return done(
      apiList({
        rows: await Promise.all(part.map((found) => viewOf(deps, ctx, found))),
        total: rows.length,
        page,
        pageSize,
      }),
    );
  },
);

export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: createConnectionBody, maxBytes, status: 201 },
  async ({ ctx, body }) => {
    const { name, reference, protocol, provider } = body;
    return createWholeConnection(await ssoDependencies(), ctx, {
      connection: { name, reference, protocol, provider },
      configuration: configurationOf(body),
    });
  },
);
