import { readSignInAttempts } from "@/lib/features/audit/read-audit";
import { done } from "@/lib/model/outcome";
import { attemptApiQuery } from "@/lib/schemas/audit";
import { pageOf } from "@/lib/schemas/list-query";
import { apiList } from "@/lib/server/api/api-list";
import { apiRoute } from "@/lib/server/api/api-route";

export const GET = apiRoute(
  { scope: "audit:read", query: attemptApiQuery },
  async ({ deps, ctx, query: { status, connectionId, userId, ...part } }) => {
    const filter = { status, connectionId, userId };
    return done(apiList(await readSignInAttempts(deps, ctx, { ...pageOf(part), ...filter })));
  },
);
