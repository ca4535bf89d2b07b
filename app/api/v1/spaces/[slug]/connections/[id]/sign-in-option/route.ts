import { findConnection, noSuchConnection } from "@/lib/features/connections/find-connection";
import { optionView } from "@/lib/features/connections/option-view";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { placeSignInButton } from "@/lib/features/sign-in/sign-in-buttons";
import { done } from "@/lib/model/outcome";
import { signInButtonBody, signInOptionBody } from "@/lib/schemas/connection-api";
import { apiRoute } from "@/lib/server/api/api-route";
import { ifMatchHolds } from "@/lib/server/api/etag";
import { expectedRevision } from "@/lib/server/api/if-match";

export const GET = apiRoute({ scope: "connections:read", needsSso: true }, async ({ deps, ctx, params }) => {
  const found = await findConnection(deps.store, ctx.space.id, params.id ?? "");
  return found?.option ? done(optionView(found.option)) : noSuchConnection();
});

export const PUT = apiRoute(
  { scope: "connections:write", needsSso: true, body: signInOptionBody, ifMatch: true },
  async ({ deps, ctx, params, body, request }) => {
    const revision = expectedRevision(request);
    if (!revision.ok) return revision;
    const saved = await saveOptionSettings(deps, ctx, {
      connectionId: params.id ?? "",
      leaseId: null,
      expectedRevision: revision.value,
      settings: body,
    });
    return saved.ok ? done(optionView(saved.value)) : saved;
  },
);

export const PATCH = apiRoute(
  {
    scope: "connections:write",
    permission: "manage_space",
    needsSso: true,
    body: signInButtonBody,
    ifMatch: true,
  },
  async ({ deps, ctx, params, body, request }) => {
    const found = await findConnection(deps.store, ctx.space.id, params.id ?? "");
    if (!found?.option) return noSuchConnection();
    const unchanged = await ifMatchHolds(request, deps, ctx, done(optionView(found.option)));
    if (!unchanged.ok) return unchanged;
    const placed = await placeSignInButton(deps, ctx, params.id ?? "", body);
    return placed.ok ? done(optionView(placed.value)) : placed;
  },
);
