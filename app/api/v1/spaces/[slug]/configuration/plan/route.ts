import { planOf } from "@/lib/features/configuration-file/apply-configuration";
import { done } from "@/lib/model/outcome";
import { configurationBody } from "@/lib/schemas/configuration-file";
import { apiRoute } from "@/lib/server/api/api-route";

/** What applying a file would change. */
export const POST = apiRoute(
  { scope: "connections:read", needsSso: true, body: configurationBody, maxBytes: 2_000_000 },
  async ({ deps, ctx, body }) => done(await planOf(deps, ctx, body)),
);
