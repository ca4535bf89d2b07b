import { done } from "@/lib/core/outcome";
import { pageOf } from "@/lib/schemas/list-query";
import { attemptApiQuery } from "@/lib/schemas/trail";
import { apiRoute } from "@/lib/server/api-door";
import { apiList } from "@/lib/server/api-list";
import { readSignInAttempts } from "@/lib/usecases/read-trail";

export const GET = apiRoute(
  { scope: "audit:read", query: attemptApiQuery },
  async ({ deps, acting, query: { status, connectionId, userId, ...part } }) => {
    const filter = { status, connectionId, userId };
    return done(apiList(await readSignInAttempts(deps, acting, { ...pageOf(part), ...filter })));
  },
);
