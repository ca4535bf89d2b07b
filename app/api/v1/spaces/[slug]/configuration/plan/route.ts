import { done } from "@/lib/core/outcome";
import { configurationBody } from "@/lib/schemas/configuration-file";
import { apiRoute } from "@/lib/server/api-door";
import { planOf } from "@/lib/usecases/apply-configuration";

/** What applying a file would change. */
export const POST = apiRoute(
  { scope: "connections:read", needsSso: true, body: configurationBody, maxBytes: 2_000_000 },
  async ({ deps, acting, body }) => done(await planOf(deps, acting, body)),
);
