import { verifyDomain } from "@/lib/features/domains/verify-domain";
import { apiRoute } from "@/lib/server/api/api-route";
import { txtLookup } from "@/lib/server/process/txt-lookup";

/** Looks for the record now. The answer is the domain; `lastCheckResult` says what was found. */
export const POST = apiRoute({ scope: "connections:write", needsSso: true }, ({ deps, ctx, params }) =>
  verifyDomain({ ...deps, txtLookup: txtLookup() }, ctx, params.id ?? ""),
);
