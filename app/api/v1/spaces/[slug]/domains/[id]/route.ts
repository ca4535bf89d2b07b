import { apiRoute } from "@/lib/server/api-door";
import { findDomain } from "@/lib/usecases/find-domain";
import { removeDomain } from "@/lib/usecases/remove-domain";

export const GET = apiRoute({ scope: "connections:read" }, ({ deps, acting, params }) =>
  findDomain(deps, acting, params.id ?? ""),
);

export const DELETE = apiRoute({ scope: "connections:write", status: 204 }, ({ deps, acting, params }) =>
  removeDomain(deps, acting, params.id ?? ""),
);
