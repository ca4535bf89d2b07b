import { done } from "@/lib/core/outcome";
import { apiRoute } from "@/lib/server/api-door";
import { describeTokenBearer } from "@/lib/usecases/describe-token-bearer";

/** Who the token acts as, where, and what it may do there. */
export const GET = apiRoute({ scope: null }, async ({ acting, token }) =>
  done(describeTokenBearer(acting, token)),
);
