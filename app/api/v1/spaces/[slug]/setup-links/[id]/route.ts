import { revokeSetupLink } from "@/lib/features/setup-links/list-setup-links";
import { apiRoute } from "@/lib/server/api/api-route";

/** Revokes a setup link; what was opened with it ends at once. */
export const DELETE = apiRoute({ scope: "connections:write", status: 204 }, ({ deps, ctx, params }) =>
  revokeSetupLink(deps, ctx, params.id ?? ""),
);
