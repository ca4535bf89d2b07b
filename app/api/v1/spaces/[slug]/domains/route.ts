import { addDomain } from "@/lib/features/domains/add-domain";
import { listDomains } from "@/lib/features/domains/find-domain";
import { done } from "@/lib/model/outcome";
import { addDomainBody, domainApiQuery } from "@/lib/schemas/domain";
import { pageOf } from "@/lib/schemas/list-query";
import { apiList } from "@/lib/server/api/api-list";
import { apiRoute } from "@/lib/server/api/api-route";

export const GET = apiRoute(
  { scope: "connections:read", query: domainApiQuery },
  async ({ deps, ctx, query }) =>
    done(apiList(await listDomains(deps, ctx, { ...pageOf(query), status: query.status }))),
);

export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: addDomainBody, status: 201 },
  ({ deps, ctx, body }) => addDomain(deps, ctx, body.name),
);
