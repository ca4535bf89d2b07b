import { apiRoute } from "@/lib/server/api-door";
import { txtLookup } from "@/lib/server/txt-lookup";
import { verifyDomain } from "@/lib/usecases/verify-domain";

/** Looks for the record now. The answer is the domain; `lastCheckResult` says what was found. */
export const POST = apiRoute({ scope: "connections:write", needsSso: true }, ({ deps, acting, params }) =>
  verifyDomain({ ...deps, txtLookup: txtLookup() }, acting, params.id ?? ""),
);
