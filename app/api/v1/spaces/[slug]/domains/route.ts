import { done } from "@/lib/core/outcome";
import { addDomainBody, domainApiQuery } from "@/lib/schemas/domain";
import { pageOf } from "@/lib/schemas/list-query";
import { apiRoute } from "@/lib/server/api-door";
import { apiList } from "@/lib/server/api-list";
import { addDomain } from "@/lib/usecases/add-domain";
import { listDomains } from "@/lib/usecases/find-domain";

export const GET = apiRoute(
  { scope: "connections:read", query: domainApiQuery },
  async ({ deps, acting, query }) =>
    done(apiList(await listDomains(deps, acting, { ...pageOf(query), status: query.status }))),
);

export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: addDomainBody, status: 201 },
  ({ deps, acting, body }) => addDomain(deps, acting, body.name),
);
