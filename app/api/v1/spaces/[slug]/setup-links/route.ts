import { createSetupLink } from "@/lib/features/setup-links/create-setup-link";
import { listSetupLinks } from "@/lib/features/setup-links/list-setup-links";
import { done } from "@/lib/model/outcome";
import { pageOf } from "@/lib/schemas/list-query";
import { createSetupLinkBody, setupLinkQuery } from "@/lib/schemas/setup-link";
import { apiList } from "@/lib/server/api/api-list";
import { apiRoute } from "@/lib/server/api/api-route";

export const GET = apiRoute(
  { scope: "connections:read", query: setupLinkQuery },
  async ({ deps, ctx, query: { connectionId, state, ...part } }) => {
    const query = { ...pageOf(part), ...(connectionId ? { connectionId } : {}), ...(state ? { state } : {}) };
    return done(apiList(await listSetupLinks(deps, ctx, query)));
  },
);

/** Makes a setup link; its address is in this answer and nowhere else. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: createSetupLinkBody, status: 201 },
  ({ deps, ctx, body: { expiresInHours, recipient, ...rest } }) =>
    createSetupLink(deps, ctx, { ...rest, hours: expiresInHours, recipient: recipient ?? null }),
);
