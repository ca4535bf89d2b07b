import { done } from "@/lib/core/outcome";
import { apiRoute } from "@/lib/server/api-door";
import { listVersions } from "@/lib/usecases/list-versions";

/** The history of a connection's settings, newest first. */
export const GET = apiRoute({ scope: "connections:read" }, async ({ deps, acting, params }) => {
  const versions = await listVersions(deps, acting, params.id ?? "");
  return versions.ok ? done({ data: versions.value }) : versions;
});
