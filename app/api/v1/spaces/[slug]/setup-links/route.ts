import { done } from "@/lib/core/outcome";
import { pageOf } from "@/lib/schemas/list-query";
import { createSetupLinkBody, setupLinkQuery } from "@/lib/schemas/setup-link";
import { apiRoute } from "@/lib/server/api-door";
import { apiList } from "@/lib/server/api-list";
import { createSetupLink } from "@/lib/usecases/create-setup-link";
import { listSetupLinks } from "@/lib/usecases/list-setup-links";

export const GET = apiRoute(
  { scope: "connections:read", query: setupLinkQuery },
  async ({ deps, acting, query: { connectionId, state, ...part } }) => {
    const query = { ...pageOf(part), ...(connectionId ? { connectionId } : {}), ...(state ? { state } : {}) };
    return done(apiList(await listSetupLinks(deps, acting, query)));
  },
);

/** Makes a setup link; its address is in this answer and nowhere else. */
export const POST = apiRoute(
  { scope: "connections:write", needsSso: true, body: createSetupLinkBody, status: 201 },
  ({ deps, acting, body: { expiresInHours, recipient, ...rest } }) =>
    createSetupLink(deps, acting, { ...rest, hours: expiresInHours, recipient: recipient ?? null }),
);
