import { apiRoute } from "@/lib/server/api-door";
import { unchangedSince } from "@/lib/server/unchanged";
import { findDomain } from "@/lib/usecases/find-domain";
import { removeDomain } from "@/lib/usecases/remove-domain";

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
