import Provider, { type Configuration, type KoaContextWithOIDC } from "oidc-provider";
import type { Person } from "../people";
import { type Fault, isFault } from "./faults";
import { memoryAdapter } from "./memory-adapter";
import type { SimulatorState } from "./simulator-state";
import { groupOverage } from "./token-faults";

/** As Entra ID does: with more groups than this, a token contains none and says so. */
const mostGroups = 200;

function claimsOf(person: Person) {
  const many = person.groups.length > mostGroups;
  return {
    sub: person.id,
    ...(person.email === null ? {} : { email: person.email }),
    ...(person.emailVerified === null ? {} : { email_verified: person.emailVerified }),
    name: `${person.givenName} ${person.familyName}`.trim(),
    given_name: person.givenName,
    family_name: person.familyName,
    preferred_username: person.email ?? person.id,
    ...(many ? groupOverage : { groups: [...person.groups] }),
  };
}

/** What the sign-in page passes on: the chosen person and fault. */
export interface SignInResult {
  login: { accountId: string };
  fault: Fault | null;
}

/** The real provider underneath: strict about clients, redirect URIs, codes, PKCE. Faults are applied elsewhere. */
export function makeProvider(state: SimulatorState, options: { userinfo: boolean }): Provider {
  const configuration: Configuration = {
    adapter: memoryAdapter((id) => state.clients.payload(id)),
    jwks: { keys: state.keys.original.map((key) => key.privateJwk) as never[] },
    routes: { authorization: "/authorize", token: "/token", jwks: "/jwks", userinfo: "/userinfo" },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: options.userinfo },
      rpInitiatedLogout: { enabled: true },
      backchannelLogout: { enabled: true },
    },
    scopes: ["openid", "email", "profile", "groups"],
    claims: {
      openid: ["sub", "sid"],
      email: ["email", "email_verified"],
      profile: ["name", "given_name", "family_name", "preferred_username"],
      groups: ["groups", "_claim_names", "_claim_sources"],
    },
    // Most companies' providers put the claims of the scopes into the ID token; the fault "only from userinfo" does not.
    conformIdTokenClaims: false,
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "none"],
    enabledJWA: {
      idTokenSigningAlgValues: ["RS256", "PS256", "ES256", "EdDSA", "RS384", "RS512", "PS384", "PS512"],
    },
    cookies: { keys: ["simulator"], long: { signed: true }, short: { signed: true } },
    extraParams: ["fault", "person"],
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      IdToken: 600,
      Interaction: 3_600,
      Session: 3_600,
      Grant: 3_600,
    },
    findAccount: (_ctx, id) => {
      const person = state.person(id);
      return person && { accountId: id, claims: async () => claimsOf(person) };
    },
    // Consent is not tested here: everybody who signs in has agreed.
    loadExistingGrant: async (ctx) => grantAll(provider, ctx, state),
    renderError: (ctx, out) => {
      ctx.type = "text/html";
      ctx.body = errorPage(out.error, out.error_description ?? "");
    },
  };
  const provider = new Provider(state.url, configuration);
  return provider;
}

async function grantAll(provider: Provider, ctx: KoaContextWithOIDC, state: SimulatorState) {
  const { client, session } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid email profile groups");
  const grantId = await grant.save();
  const requested = (ctx.oidc.result as Partial<SignInResult> | undefined)?.fault ?? ctx.oidc.params?.fault;
  state.choose(grantId, isFault(requested) ? requested : null);
  return grant;
}

function errorPage(error: string, description: string): string {
  const safe = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>OpenID simulator: error</title></head>
<body><main><h1>The request cannot be answered</h1><p><code>${safe(error)}</code>: ${safe(description)}</p>
<p><a href="/">About this provider</a></p></main></body></html>`;
}
