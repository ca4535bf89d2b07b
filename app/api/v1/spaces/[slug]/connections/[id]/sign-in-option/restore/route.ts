import { optionView } from "@/lib/features/connections/option-view";
import { restoreOption } from "@/lib/features/connections/roll-back";
import { done } from "@/lib/model/outcome";
import { versionBody } from "@/lib/schemas/versions";
import { apiRoute } from "@/lib/server/api/api-route";
import { expectedRevision } from "@/lib/server/api/if-match";

/** Saves an earlier version of the settings anew. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: versionBody, ifMatch: true },
  async ({ deps, ctx, params, body, request }) => {
    const revision = expectedRevision(request);
    if (!revision.ok) return revision;
    const input = { connectionId: params.id ?? "", ...body, expectedRevision: revision.value };
    const restored = await restoreOption(deps, ctx, input);
    return restored.ok ? done(optionView(restored.value)) : restored;
  },
);
