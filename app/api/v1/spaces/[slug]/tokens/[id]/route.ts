import { revokeToken } from "@/lib/features/tokens/revoke-token";
import { apiRoute } from "@/lib/server/api/api-route";

export const DELETE = apiRoute(
  { scope: "people:write", permission: "manage_tokens", status: 204 },
  ({ deps, ctx, params }) => revokeToken(deps, ctx, params.id ?? "", "space"),
);
