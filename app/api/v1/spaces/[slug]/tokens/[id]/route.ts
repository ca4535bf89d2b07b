import { apiRoute } from "@/lib/server/api-door";
import { revokeToken } from "@/lib/usecases/revoke-token";

export const DELETE = apiRoute(
  { scope: "people:write", permission: "manage_tokens", status: 204 },
  ({ deps, acting, params }) => revokeToken(deps, acting, params.id ?? "", "space"),
);
