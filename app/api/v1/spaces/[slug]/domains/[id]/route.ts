import { findDomain } from "@/lib/features/domains/find-domain";
import { removeDomain } from "@/lib/features/domains/remove-domain";
import { apiRoute } from "@/lib/server/api/api-route";
import { ifMatchHolds } from "@/lib/server/api/etag";

export const GET = apiRoute({ scope: "connections:read" }, ({ deps, ctx, params }) =>
  findDomain(deps, ctx, params.id ?? ""),
);

export const DELETE = apiRoute(
  { scope: "connections:write", status: 204, ifMatch: true },
  async ({ deps, ctx, params, request }) => {
    const id = params.id ?? "";
    const unchanged = await ifMatchHolds(request, deps, ctx, await findDomain(deps, ctx, id));
    return unchanged.ok ? removeDomain(deps, ctx, id) : unchanged;
  },
);
