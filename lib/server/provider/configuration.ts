import { createHmac } from "node:crypto";
import {
  type Account,
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
  type Provider,
} from "oidc-provider";
import { applicationClaims, rawAttributes } from "@/lib/features/applications/application-claims";
import type { OpenedKey } from "@/lib/features/applications/signing-keys";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Outbound } from "@/lib/ports/safe-fetch";
import { isSecure } from "@/lib/server/auth/cookies";
import { providerAdapter } from "./adapter";
import { renderError } from "./error-page";
import { keepOfflineAccess, mirrorSession } from "./mirror-session";
import { authenticationOf, signInOf } from "./sign-in-of-request";
import { isTrialOf, trialRedirectUri } from "./trial-context";

export type ProviderDependencies = Dependencies & { outbound: Pick<Outbound, "fetch"> };

const day = 86_400;
/** The claims of each scope. Attributes of the customer's provider are for userinfo only. */
const claims = {
  openid: ["sub", "sid", "session_expiry", "acr", "amr", "auth_time"],
  email: ["email", "email_verified"],
  profile: ["name", "given_name", "family_name", "preferred_username"],
  organization: ["org_id", "org_slug", "org_external_id", "org_name", "role", "teams", "connection_id"],
  groups: ["groups"],
  attributes: ["attributes"],
  iss: null,
};

/** The addresses of the provider under the issuer. */
export const providerRoutes = {
  authorization: "/oauth/authorize",
  token: "/oauth/token",
  userinfo: "/oauth/userinfo",
  jwks: "/oauth/jwks",
  end_session: "/oauth/end-session",
  pushed_authorization_request: "/oauth/par",
  revocation: "/oauth/revoke",
  introspection: "/oauth/introspect",
};

/** The settings of oidc-provider: strict, with our storage and our sign-in (docs/decisions/0025). */
// Over 60 lines: the engine's settings are one object.
export function providerConfiguration(
  deps: ProviderDependencies,
  keys: readonly OpenedKey[],
  cookieSecret: string,
): Configuration {
  const cookie = { httpOnly: true, sameSite: "lax", secure: isSecure(deps.appUrl), signed: true } as const;
  return {
    adapter: providerAdapter(deps),
    jwks: { keys: keys.map(({ jwk }) => jwk) as never[] },
    routes: providerRoutes,
    scopes: ["openid", "offline_access", "email", "profile", "organization", "groups", "attributes"],
    claims,
    // The claims of the scopes are in the ID token: most applications read nothing else.
    conformIdTokenClaims: false,
    acrValues: ["sso", "password"],
    responseTypes: ["code"],
    subjectTypes: ["public"],
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
    enabledJWA: {
      idTokenSigningAlgValues: ["RS256", "ES256"],
      clientAuthSigningAlgValues: ["RS256", "PS256", "ES256", "EdDSA"],
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      claimsParameter: { enabled: false },
      pushedAuthorizationRequests: { enabled: true },
      introspection: { enabled: true, allowedPolicy: onlyOwn },
      revocation: { enabled: true, allowedPolicy: onlyOwn },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
      userinfo: { enabled: true },
    },
    extraClientMetadata: { properties: ["pkce_required"] },
    extraParams: {
      organization: async (ctx: KoaContextWithOIDC) => {
        keepOfflineAccess(ctx);
        if (ctx.oidc.route === "authorization") await mirrorSession(deps, ctx);
      },
      connection: null,
      domain_hint: null,
    },
    // Exactly the registered one, and always required (RFC 9700 §4.1.3).
    allowOmittingSingleRegisteredRedirectUri: false,
    pkce: { required: (_ctx, client) => client.pkce_required !== false },
    cookies: {
      names: {
        session: cookieNameOf(deps.appUrl, "provider"),
        interaction: "gatehouse.interaction",
        resume: "gatehouse.resume",
      },
      keys: [createHmac("sha256", cookieSecret).update("oidc-provider cookies").digest("base64url")],
      long: cookie,
      short: cookie,
    },
    ttl: {
      AccessToken: 3_600,
      AuthorizationCode: 60,
      IdToken: 3_600,
      Interaction: 3_600,
      Session: day,
      Grant: 90 * day,
      RefreshToken: 30 * day,
    },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client, source) =>
      client.grantTypeAllowed("refresh_token") && source.scopes.has("offline_access"),
    // Our own check decides what ends with the session, each time that a token is used.
    expiresWithSession: async () => false,
    interactions: { policy: policy(), url: (_ctx, { uid }) => `/oauth/interaction/${uid}` },
    findAccount: (_ctx, sub, token) => findAccount(deps, sub, token),
    loadExistingGrant: (ctx) => grantOf(deps, ctx),
    renderError: (ctx, out, error) => renderError(deps, ctx, out, error),
    clientBasedCORS: (ctx, origin, client) => mayCallFromBrowser(ctx, origin, client.redirectUris ?? []),
    fetch: (url, init) => safely(deps, url, init),
  };
}

function cookieNameOf(appUrl: string, name: string): string {
  return isSecure(appUrl) ? `__Host-gatehouse.${name}` : `gatehouse.${name}`;
}

/** Signing in is the only interaction: nobody consents to what their own company has bought. */
function policy() {
  const base = interactionPolicy.base();
  const consent = base.get("consent");
  if (consent) {
    // Still accepted from applications, because some libraries send it for `offline_access`.
    consent.checks.clear();
  }
  return base;
}

/** A client learns of its own tokens only. */
async function onlyOwn(_ctx: KoaContextWithOIDC, client: { clientId: string }, token: { clientId?: string }) {
  return token.clientId === client.clientId;
}

/** RFC 9700 §4.1.3 requires exact origins: those of the application's own redirect URIs. */
function mayCallFromBrowser(
  ctx: KoaContextWithOIDC,
  origin: string,
  redirectUris: readonly string[],
): boolean {
  const route = ctx.oidc.route;
  if (route !== "token" && route !== "userinfo" && route !== "revocation") return false;
  return redirectUris.some((uri) => URL.canParse(uri) && new URL(uri).origin === origin);
}

/** The provider's own calls go the same way as all others (docs/model.md#outgoing-requests). */
function safely({ outbound }: ProviderDependencies, url: string | URL | Request, init?: RequestInit) {
  const address = url instanceof Request ? url.url : url;
  const body = typeof init?.body === "string" || init?.body instanceof URLSearchParams ? init.body : null;
  return outbound.fetch(address, {
    method: init?.method ?? "GET",
    headers: new Headers(init?.headers ?? {}),
    body,
    redirects: "return",
  });
}

interface TokenLike {
  sid?: string;
  clientId?: string;
  scopes?: Set<string>;
}

async function findAccount(
  deps: ProviderDependencies,
  sub: string,
  token: TokenLike | undefined,
): Promise<Account | undefined> {
  // At the authorization endpoint the decision has been made already; it reveals nothing.
  if (!token) return { accountId: sub, claims: async () => ({ sub }) };
  if (!token.sid || !token.clientId) return undefined;
  const found = await applicationClaims(deps, token.sid, {
    userId: sub,
    applicationId: token.clientId,
    offline: token.scopes?.has("offline_access") ?? false,
  });
  if (!found) return undefined;
  const { sid } = token;
  return {
    accountId: sub,
    // Attributes may be many, and are for the application alone: they are never in a token.
    async claims(use, scope) {
      if (use !== "userinfo" || !scope.split(" ").includes("attributes")) return found;
      return { ...found, attributes: (await rawAttributes(deps, sid)) ?? undefined };
    },
  };
}

/**
 * The grant of this authorization: one for each, so that a code that is used twice ends what came of it and no other
 * sign-in. It belongs to a row that records the space of the sign-in, which tokens name as `sid`.
 */
async function grantOf(deps: ProviderDependencies, ctx: KoaContextWithOIDC) {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId || mustSignInFirst(ctx)) return undefined;
  const { application, decision } = await signInOf(deps, ctx);
  if (decision.outcome !== "admitted" || decision.member.user.id !== session.accountId) throw notSignedIn();
  const { member } = decision;
  const now = deps.now();
  const isTrial =
    isTrialOf(application.id) && ctx.oidc.params?.redirect_uri === trialRedirectUri(deps.appUrl);
  const signIn = await deps.store.transaction(({ applicationSessions }) =>
    applicationSessions[isTrial ? "openTrial" : "open"]({
      id: deps.secrets.id("appsess"),
      applicationId: application.id,
      sessionId: member.sessionId,
      userId: member.user.id,
      spaceId: member.space.id,
      connectionId: member.admission.connectionId,
      way: member.admission.way,
      authTime: new Date(authenticationOf(member).loginTs * 1000),
      createdAt: now,
      endedAt: null,
    }),
  );
  // Their access has been ended since they were looked at.
  if (!signIn) throw notSignedIn();
  session.loginAccount({ accountId: member.user.id, ...authenticationOf(member) });
  session.sidFor(client.clientId, signIn.id);
  // Once a minute is enough to show, and the row is everybody's.
  const { lastUsedAt } = application;
  if (!isTrial && (!lastUsedAt || now.getTime() - lastUsedAt.getTime() >= 60_000))
    await deps.store.applications.touch(application.id, now);
  return newGrant(provider, ctx, client.clientId, session.accountId);
}

const notSignedIn = () =>
  new errors.AccessDenied("The person is not signed in to the organization that was asked for.");

/** The person is sent to sign in again; what they pass with comes after that. */
function mustSignInFirst({ oidc }: KoaContextWithOIDC): boolean {
  if (oidc.promptPending("login")) return true;
  const maxAge = oidc.params?.max_age;
  return maxAge !== undefined && !oidc.result?.login && oidc.session?.past(Number(maxAge)) === true;
}

async function newGrant(provider: Provider, ctx: KoaContextWithOIDC, clientId: string, accountId: string) {
  const grant = new provider.Grant({ clientId, accountId });
  grant.addOIDCScope([...ctx.oidc.requestParamOIDCScopes].join(" "));
  await grant.save();
  return grant;
}
