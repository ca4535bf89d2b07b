import { listVersions } from "@/lib/features/connections/list-versions";
import { done } from "@/lib/model/outcome";
import { apiRoute } from "@/lib/server/api/api-route";

/** The history of a connection's settings, newest first. */
export const GET = apiRoute({ scope: "connections:read" }, async ({ deps, ctx, params }) => {
  const versions = await listVersions(deps, ctx, params.id ?? "");
  return versions.ok ? done({ data: versions.value }) : versions;
});
