import type { SignInOption } from "@/lib/core/model/connection";
import { done } from "@/lib/core/outcome";
import { signInOptionBody } from "@/lib/schemas/connection-api";
import { apiRoute } from "@/lib/server/api-door";
import { expectedRevision } from "@/lib/server/if-match";
import { findConnection, noSuchConnection } from "@/lib/usecases/find-connection";
import { saveOptionSettings } from "@/lib/usecases/save-option-settings";

const view = ({ id, status, settings, position, activatedAt, revision }: SignInOption) => ({
  id,
  status,
  position,
  revision,
  activatedAt: activatedAt?.toISOString() ?? null,
  ...settings,
});

export const GET = apiRoute(
  { scope: "connections:read", needsSso: true },
  async ({ deps, acting, params }) => {
    const found = await findConnection(deps.store, acting.space.id, params.id ?? "");
    return found?.option ? done(view(found.option)) : noSuchConnection();
  },
);

export const PUT = apiRoute(
  { scope: "connections:write", needsSso: true, body: signInOptionBody },
  async ({ deps, acting, params, body, request }) => {
    const revision = expectedRevision(request);
    if (!revision.ok) return revision;
    const saved = await saveOptionSettings(deps, acting, {
      connectionId: params.id ?? "",
      leaseId: null,
      expectedRevision: revision.value,
      settings: body,
    });
    return saved.ok ? done(view(saved.value)) : saved;
  },
);
