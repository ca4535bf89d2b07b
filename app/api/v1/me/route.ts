import { describeTokenBearer } from "@/lib/features/tokens/describe-token-bearer";
import { done } from "@/lib/model/outcome";
import { apiRoute } from "@/lib/server/api/api-route";

/** Who the token acts as, where, and what it may do there. */
export const GET = apiRoute({ scope: null }, async ({ ctx, token }) => done(describeTokenBearer(ctx, token)));
