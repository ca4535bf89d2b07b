import { apiRoute } from "@/lib/server/api-door";
import { revokeSetupLink } from "@/lib/usecases/list-setup-links";

/** Revokes a setup link; what was opened with it ends at once. */
export const DELETE = apiRoute({ scope: "connections:write", status: 204 }, ({ deps, acting, params }) =>
  revokeSetupLink(deps, acting, params.id ?? ""),
);
