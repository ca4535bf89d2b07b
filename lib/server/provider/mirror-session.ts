import type { KoaContextWithOIDC } from "oidc-provider";
import { errors } from "oidc-provider";
import type { Dependencies } from "@/lib/ports/dependencies";
import { authenticationOf, signInOf } from "./sign-in-of-request";

/**
 * Copies the state of Gatehouse's own session into the provider's, before the provider decides whether somebody must
 * sign in. So signed-in people pass without a page, and nobody passes by a stale session of the provider: it is never
 * trusted.
 */
export async function mirrorSession(
  deps: Pick<Dependencies, "store" | "now" | "appUrl">,
  ctx: KoaContextWithOIDC,
): Promise<void> {
  const { decision } = await signInOf(deps, ctx);
  const { session } = ctx.oidc;
  if (!session) return;
  if (decision.outcome === "not_for_person")
    throw new errors.AccessDenied(
      `The application is not open to this person in ${ascii(decision.spaceName)}.`,
    );
  if (decision.outcome !== "admitted") {
    forget(session);
    return;
  }
  const { member } = decision;
  if (session.accountId !== member.user.id) forget(session);
  session.loginAccount({ accountId: member.user.id, ...authenticationOf(member) });
}

type ProviderSession = NonNullable<KoaContextWithOIDC["oidc"]["session"]>;

/** Another person, or nobody: nothing of the one before is left. */
function forget(session: ProviderSession): void {
  if (session.accountId === undefined) return;
  delete session.accountId;
  session.authorizations = {};
  session.resetIdentifier();
}

/** RFC 6749 §4.1.2.1: a description is of ASCII. */
function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\]/g, "?").slice(0, 100);
}

/**
 * oidc-provider keeps `offline_access` only with a consent prompt (OpenID Connect Core §11). Between a vendor and its
 * own application there is no consent, so the scope counts as it was sent.
 */
export function keepOfflineAccess(ctx: KoaContextWithOIDC): void {
  const { params, prompts } = ctx.oidc;
  if (!params || prompts.has("none")) return;
  const sent = ctx.oidc.body?.scope ?? ctx.query.scope;
  if (typeof sent !== "string" || !sent.split(" ").includes("offline_access")) return;
  const scopes = new Set(String(params.scope ?? "").split(" "));
  params.scope = [...scopes.add("offline_access")].filter(Boolean).join(" ");
  // A pushed request is read again, and would lose it then.
  if (ctx.oidc.route === "pushed_authorization_request")
    params.prompt = [...new Set(prompts).add("consent")].join(" ");
}
