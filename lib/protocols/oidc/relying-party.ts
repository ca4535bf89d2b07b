import { calculatePKCECodeChallenge } from "openid-client";
import { abortable, startDeadline } from "@/lib/infra/http-client/deadline";
import type {
  BeginInput,
  Discovery,
  EndSessionInput,
  OidcRelyingParty,
  OidcSettings,
  OpenedToken,
  ProviderMetadata,
  Started,
  TokenIssuer,
} from "@/lib/ports/oidc";
import type { Outbound } from "@/lib/ports/safe-fetch";
import { fetchProvider } from "./discovery";
import { endSessionAddress } from "./end-session";
import { cacheKey, ExpiringCache } from "./expiring-cache";
import { ExtraLooks } from "./extra-looks";
import { checkInitiation } from "./initiation";
import {
  discoveryUrlOf,
  type IssuerAddress,
  isSameIssuer,
  readDiscoveryAddress,
  readIssuerAddress,
} from "./issuer-address";
import { openSigned } from "./open-signed";
import { refuseCall } from "./provider-calls";
import { validate } from "./receive";
import { SigningKeys } from "./signing-keys";
import { OidcChecks, refused, type Step } from "./step";

export interface RelyingPartyOptions {
  outbound: Outbound;
  /** Milliseconds since 1970, for the caches and for the time that an answer takes. */
  clock?: () => number;
  /** The time limit of validating one answer, all calls together. */
  budgetMs?: number;
}

const endSessionMs = 2_000;
const hour = 3_600_000;
const documentTimes = { freshMs: hour, staleMs: 24 * hour, retryMs: 30_000 };

/** Creates the OpenID Connect relying party. Create one per process: it caches the documents and keys of providers. */
// Over 60 lines: the port is one object, and its functions share documents, keys and clock.
export function createOidcRelyingParty(options: RelyingPartyOptions): OidcRelyingParty {
  const { outbound, clock = Date.now, budgetMs = 15_000 } = options;
  const documents = new ExpiringCache<ProviderMetadata>(documentTimes, clock);
  const readings = new ExpiringCache<ProviderMetadata>({ freshMs: 0, staleMs: 0, retryMs: 0 }, clock);
  const keys = new SigningKeys(outbound, clock);

  const extraLooks = new ExtraLooks(clock);

  /** How the document of a connection is read; it must name exactly the issuer that was saved. */
  function documentOf({ issuer, discoveryUrl, connectionId }: TokenIssuer) {
    const address = { issuer, discoveryUrl: discoveryUrl ?? discoveryUrlOf(issuer) };
    const isExpected = (published: string) => published === issuer;
    const own = outbound.onBehalfOf(connectionId);
    const load = () => fetchProvider(own, address, isExpected, new OidcChecks());
    return { key: keyOf(connectionId, address), load };
  }

  /** The provider of a connection; `afresh`: by its current document. */
  async function providerOf(
    settings: TokenIssuer,
    checks: OidcChecks,
    afresh = false,
  ): Promise<Step<ProviderMetadata>> {
    const { key, load } = documentOf(settings);
    const step = afresh ? await documents.reload(key, load) : await documents.get(key, load);
    if (!step.ok) return checks.adopt(step.refusal);
    checks.pass("provider_document", step.value.issuer, settings.issuer);
    return step;
  }

  async function readAgain(settings: OidcSettings): Promise<ProviderMetadata | null> {
    const { key, load } = documentOf(settings);
    const step = extraLooks.take(key) ? await documents.reload(key, load) : null;
    return step?.ok ? step.value : null;
  }

  async function discover(
    typed: string,
    party: string,
    discoveryUrl: string | null = null,
  ): Promise<Discovery> {
    const repairs: string[] = [];
    const checks = new OidcChecks();
    const address = discoveryUrl
      ? readDiscoveryAddress(typed, discoveryUrl, outbound, checks, repairs)
      : readIssuerAddress(typed, outbound, checks, repairs);
    if (!address.ok) return { outcome: "refused", refusal: address.refusal, repairs };
    const wanted = address.value.issuer;
    const isExpected = (published: string) => wanted === "" || isSameIssuer(wanted, published);
    const own = outbound.onBehalfOf(party);
    const load = () => fetchProvider(own, address.value, isExpected, new OidcChecks());
    const found = await readings.reload(keyOf(party, address.value), load);
    if (!found.ok) return { outcome: "refused", refusal: found.refusal, repairs };
    documents.put(keyOf(party, found.value), found.value);
    const { issuer } = found.value;
    if (issuer !== wanted) repairs.push(`The issuer is kept as the provider writes it: ${issuer}`);
    return { outcome: "found", provider: found.value, repairs };
  }

  async function begin(input: BeginInput): Promise<Started> {
    const provider = await providerOf(input.settings, new OidcChecks(), input.afresh);
    if (!provider.ok) return { outcome: "refused", refusal: provider.refusal };
    const url = new URL(provider.value.authorizationEndpoint);
    const parameters: Record<string, string> = {
      ...input.settings.extraParameters,
      response_type: "code",
      client_id: input.settings.clientId,
      redirect_uri: input.redirectUri,
      scope: withOpenid(input.settings).join(" "),
      state: input.state,
      nonce: input.nonce,
      code_challenge: await calculatePKCECodeChallenge(input.codeVerifier),
      code_challenge_method: "S256",
      ...(input.loginHint ? { login_hint: input.loginHint } : {}),
      ...(input.forceReauthentication ? { prompt: "login", max_age: "0" } : {}),
      ...(input.acrValues?.length ? { acr_values: input.acrValues.join(" ") } : {}),
      ...(input.uiLocales ? { ui_locales: input.uiLocales } : {}),
    };
    // Set, not appended: whatever the endpoint's own query contains, each of ours occurs once.
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return { outcome: "ready", url: url.href };
  }

  async function endSession(input: EndSessionInput): Promise<string | null> {
    const deadline = startDeadline(endSessionMs);
    try {
      const provider = await abortable(providerOf(input.settings, new OidcChecks()), deadline.signal);
      return provider.ok ? endSessionAddress(provider.value, input) : null;
    } catch (error) {
      // Signing out here does not wait for a provider that hangs.
      if (deadline.signal.aborted) return null;
      throw error;
    } finally {
      deadline.end();
    }
  }

  async function openToken(issuer: TokenIssuer, token: string): Promise<OpenedToken> {
    const checks = new OidcChecks();
    const deadline = startDeadline(budgetMs);
    try {
      const provider = await abortable(providerOf(issuer, checks), deadline.signal);
      if (!provider.ok) return { outcome: "keys_unavailable", received: provider.refusal.code };
      const { jwksUri, idTokenAlgorithms } = provider.value;
      const source = {
        get: () => keys.get(issuer.connectionId, jwksUri),
        lookAgain: () => keys.lookAgain(issuer.connectionId, jwksUri),
      };
      return await abortable(openSigned(token, idTokenAlgorithms, source, checks), deadline.signal);
    } catch (error) {
      if (!deadline.signal.aborted) throw error;
      return { outcome: "keys_unavailable", received: "no answer in time" };
    } finally {
      deadline.end();
    }
  }

  return {
    discover,
    begin,
    endSession,
    openToken,
    checkInitiation,
    async receive(input) {
      const checks = new OidcChecks();
      const deadline = startDeadline(budgetMs);
      try {
        const ownTurns = outbound.onBehalfOf(input.settings.connectionId);
        return await validate(
          { outbound: ownTurns, keys, clock, providerOf, readAgain },
          input,
          checks,
          deadline.signal,
        );
      } catch (error) {
        if (!deadline.signal.aborted) throw error;
        return refused(refuseCall(checks, "time", error), checks);
      } finally {
        deadline.end();
      }
    },
  };
}

/** OpenID Connect Core §3.1.2.1: without the scope `openid` it is no OpenID request and no ID token comes. */
function withOpenid(settings: OidcSettings): string[] {
  return [...new Set(["openid", ...settings.scopes.filter((scope) => scope !== "")])];
}

/** A document belongs to one issuer at one address, for one connection. */
function keyOf(connectionId: string, { issuer, discoveryUrl }: IssuerAddress): string {
  return cacheKey(connectionId, `${issuer} ${discoveryUrl}`);
}
