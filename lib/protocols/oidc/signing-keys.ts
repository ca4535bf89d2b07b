import type { Outbound } from "@/lib/ports/safe-fetch";
import { done } from "@/lib/protocols/check-log";
import { cacheKey, ExpiringCache } from "./expiring-cache";
import { ExtraLooks } from "./extra-looks";
import { isRecord, jsonObject, refuseCall } from "./provider-calls";
import { OidcChecks, type Step } from "./step";

/** A provider's published keys (RFC 7517 §5), as they came. */
export type KeySet = readonly Record<string, unknown>[];

const minute = 60_000;

/** No provider has more keys than this; a longer list would only cost time. */
const mostKeys = 100;

/** The parts of a key that verify and identify it: a set is cached for hours, and may contain much more. */
const wanted = ["kty", "kid", "alg", "use", "key_ops", "n", "e", "crv", "x", "y"];

/**
 * The signing keys of each connection's provider, cached for ten minutes, with one extra fetch a minute for an
 * unknown key. Each connection has its own, even if several use one address: the tokens of one tenant, however odd,
 * must not keep another from finding a new key.
 */
export class SigningKeys {
  private readonly cache: ExpiringCache<KeySet>;
  private readonly extraLooks: ExtraLooks;

  constructor(
    private readonly outbound: Outbound,
    clock: () => number,
  ) {
    this.extraLooks = new ExtraLooks(clock);
    this.cache = new ExpiringCache(
      { freshMs: 10 * minute, staleMs: 60 * minute, retryMs: minute / 2 },
      clock,
    );
  }

  /** The keys, from the cache if they are fresh. */
  get(connectionId: string, jwksUri: string): Promise<Step<KeySet>> {
    return this.cache.get(cacheKey(connectionId, jwksUri), () => this.load(connectionId, jwksUri));
  }

  /**
   * The currently published keys, for a token whose key is not in the cache: the provider may have changed its keys a
   * moment ago. `null` if that was tried within the last minute, so that a flood of odd tokens does not become a
   * flood of calls.
   */
  async lookAgain(connectionId: string, jwksUri: string): Promise<Step<KeySet> | null> {
    const key = cacheKey(connectionId, jwksUri);
    if (!this.extraLooks.take(key)) return null;
    return this.cache.reload(key, () => this.load(connectionId, jwksUri));
  }

  private async load(connectionId: string, jwksUri: string): Promise<Step<KeySet>> {
    const checks = new OidcChecks();
    let response: Response;
    try {
      const accept = "application/json, application/jwk-set+json";
      response = await this.outbound
        .onBehalfOf(connectionId)
        .fetch(jwksUri, { headers: { accept }, redirects: "return" });
    } catch (error) {
      return refuseCall(checks, "signing_keys", error);
    }
    if (response.status !== 200) {
      return checks.refuse("provider_status", "signing_keys", `${response.status} at ${jwksUri}`, "200");
    }
    const keys = jsonObject(await response.text())?.keys;
    if (!Array.isArray(keys)) {
      const type = response.headers.get("content-type") ?? "nothing that says its type";
      return checks.refuse("signing_keys_invalid", "signing_keys", type, "a JSON Web Key Set");
    }
    return done(keys.filter(isRecord).slice(0, mostKeys).map(lean));
  }
}

function lean(jwk: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(wanted.filter((name) => name in jwk).map((name) => [name, jwk[name]]));
}
