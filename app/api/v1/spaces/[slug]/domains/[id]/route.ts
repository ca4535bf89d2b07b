import { findDomain } from "@/lib/features/domains/find-domain";
import { removeDomain } from "@/lib/features/domains/remove-domain";
import { apiRoute } from "@/lib/server/api/api-route";
import { unchangedSince } from "@/lib/server/api/etag";

export const GET = apiRoute({ scope: "connections:read" }, ({ deps, acting, params }) =>
  findDomain(deps, acting, params.id ?? ""),
);

export const DELETE = apiRoute(
  { scope: "connections:write", status: 204, ifMatch: true },
  async ({ deps, acting, params, request }) => {
    const id = params.id ?? "";
    const unchanged = await unchangedSince(request, deps, acting, await findDomain(deps, acting, id));
    return unchanged.ok ? removeDomain(deps, acting, id) : unchanged;
  },
);
