import { relinkPeople } from "@/lib/features/linking/relink-people";
import { relinkBody } from "@/lib/schemas/connection-api";
import { apiRoute } from "@/lib/server/api/api-route";

/** Lets the next sign-in of people who are linked bring another subject. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: relinkBody },
  ({ deps, ctx, params, body }) =>
    relinkPeople(deps, ctx, { connectionId: params.id ?? "", users: body.users ?? null }),
);
