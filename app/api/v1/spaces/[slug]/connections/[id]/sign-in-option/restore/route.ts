import { done } from "@/lib/core/outcome";
import { versionBody } from "@/lib/schemas/versions";
import { apiRoute } from "@/lib/server/api-door";
import { expectedRevision } from "@/lib/server/if-match";
import { restoreOption } from "@/lib/usecases/roll-back";
import { optionView } from "@/lib/usecases/views/option-view";

/** Saves an earlier version of the settings anew. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: versionBody, ifMatch: true },
  async ({ deps, acting, params, body, request }) => {
    const revision = expectedRevision(request);
    if (!revision.ok) return revision;
    const wish = { connectionId: params.id ?? "", ...body, expectedRevision: revision.value };
    const restored = await restoreOption(deps, acting, wish);
    return restored.ok ? done(optionView(restored.value)) : restored;
  },
);
