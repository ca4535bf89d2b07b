import { listOptionVersions } from "@/lib/features/connections/list-versions";
import { done } from "@/lib/model/outcome";
import { apiRoute } from "@/lib/server/api/api-route";

/** What the sign-in option's settings have been, newest first. */
export const GET = apiRoute({ scope: "connections:read" }, async ({ deps, ctx, params }) => {
  const versions = await listOptionVersions(deps, ctx, params.id ?? "");
  return versions.ok ? done({ data: versions.value }) : versions;
});
