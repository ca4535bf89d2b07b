import type { KoaContextWithOIDC } from "oidc-provider";
import { errors } from "oidc-provider";
import { type AccessDecision, decideAccess } from "@/lib/features/applications/decide-access";
import {
  type RequestTarget,
  requestTarget,
  type WantedPlace,
} from "@/lib/features/applications/request-target";
import type { MemberContext } from "@/lib/features/sessions/space-access";
import type { Application } from "@/lib/model/applications/application";
import type { Dependencies } from "@/lib/ports/dependencies";
import { signedIn } from "./browser-session";

type ProviderDependencies = Pick<Dependencies, "store" | "now" | "appUrl">;

/** The result of a request's lookup, kept while it is answered. */
export interface FoundSignIn {
  application: Application;
  target: Exclude<RequestTarget, { outcome: "refused" }>;
  decision: AccessDecision;
}

/** The parameters that choose the space, as in a request. */
export function wantedPlace(params: Readonly<Record<string, unknown>>): WantedPlace {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === "string" && value !== "" ? value.slice(0, 320) : null;
  };
  return {
    organization: text("organization"),
    connection: text("connection"),
    loginHint: text("login_hint"),
    domainHint: text("domain_hint"),
  };
}

const found = new WeakMap<object, FoundSignIn>();

/** The lookup for the request that is being answered; done at the first call. */
export async function signInOf(deps: ProviderDependencies, ctx: KoaContextWithOIDC): Promise<FoundSignIn> {
  const cached = found.get(ctx.req);
  if (cached) return cached;
  const application = await deps.store.applications.byId(ctx.oidc.client?.clientId ?? "");
  if (!application) throw new errors.InvalidClient("client is invalid", "client not found");
  const target = await requestTarget(deps.store, application, wantedPlace({ ...ctx.oidc.params }));
  if (target.outcome === "refused") throw new errors.InvalidRequest(target.message);
  const decision = await decideAccess(deps, application, target, await signedIn(deps, ctx.req));
  const result = { application, target, decision };
  found.set(ctx.req, result);
  return result;
}

/**
 * How somebody signed in, as `acr`, `amr` and `auth_time` say it. Of a sign-in through a connection that is the identity
 * provider's word, where it gave one: a session that was open there is as old as the provider says.
 */
export function authenticationOf({ admission, user }: Pick<MemberContext, "admission" | "user">): {
  acr: string;
  amr: string[];
  loginTs: number;
} {
  const admittedAt = admission.admittedAt.getTime();
  const at = (time: number) => Math.floor(time / 1000);
  if (admission.way === "password")
    // RFC 8176: everybody who has a second factor is asked for it.
    return {
      acr: "password",
      amr: user.hasTwoFactor ? ["pwd", "otp", "mfa"] : ["pwd"],
      loginTs: at(admittedAt),
    };
  const { context = null, methods = [], instant = null } = admission.proof ?? {};
  const proved = instant === null ? admittedAt : Math.min(Date.parse(instant), admittedAt);
  return {
    acr: context ?? "sso",
    amr: ["fed", ...methods.filter((name) => name !== "fed")],
    loginTs: at(proved),
  };
}
