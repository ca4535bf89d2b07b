import type { KeyPairKeyObjectResult } from "node:crypto";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { simulatorRsaKey } from "@/lib/infra/crypto/testing/rsa-keys";

/** One signing key of the simulator. */
export interface SimulatorKey {
  kid: string;
  alg: string;
  privateJwk: JWK;
  publicJwk: JWK;
}

/** Creates a new key for an algorithm, or one from the given pair. */
export async function makeKey(
  kid: string,
  alg: string,
  keys?: KeyPairKeyObjectResult,
): Promise<SimulatorKey> {
  const { privateKey, publicKey } = keys ?? (await generateKeyPair(alg, { extractable: true }));
  const use = { kid, use: "sig" };
  return {
    kid,
    alg,
    privateJwk: { ...(await exportJWK(privateKey)), ...use },
    publicJwk: { ...(await exportJWK(publicKey)), ...use },
  };
}

/** The keys that the simulator signs with and those that it publishes, which faults can separate. */
export class KeyRing {
  private constructor(
    /** The keys of `oidc-provider` itself, one per kind. */
    readonly original: readonly SimulatorKey[],
    /** Published nowhere: for signatures that must not count. */
    readonly foreign: SimulatorKey,
    /**
     * The next signing key. Created ahead, because an RSA key may take longer than an application waits for its
     * tokens.
     */
    private next: Promise<SimulatorKey>,
  ) {}

  /** Published beside the original ones since a change of keys. */
  private added: SimulatorKey[] = [];
  private withdrawn = false;
  private rotations = 0;

  static async make(): Promise<KeyRing> {
    const original = await Promise.all([
      makeKey("rsa-1", "RS256", simulatorRsaKey()),
      makeKey("ec-1", "ES256"),
      makeKey("ed-1", "EdDSA"),
    ]);
    const next = makeKey("rsa-2", "RS256", simulatorRsaKey());
    await next;
    return new KeyRing(original, await makeKey("foreign-1", "RS256", simulatorRsaKey()), next);
  }

  /** The key for a token that `oidc-provider` signed with `alg`, after rotations. */
  signing(alg: string): SimulatorKey {
    const rotated = this.added.at(-1);
    if (rotated && alg === "RS256") return rotated;
    const type = alg.startsWith("ES") ? "EC" : alg.startsWith("Ed") ? "OKP" : "RSA";
    const key = this.original.find((one) => one.publicJwk.kty === type);
    if (!key) throw new Error(`no key for ${alg}`);
    return key;
  }

  /** Signs with a new key from now on. The old one stays published unless `withdraw`. */
  async rotate({ withdraw }: { withdraw: boolean }): Promise<void> {
    this.rotations += 1;
    this.withdrawn = withdraw;
    const key = await this.next;
    this.next = makeKey(`rsa-${this.rotations + 2}`, "RS256");
    this.added = withdraw ? [key] : [...this.added, key];
  }

  reset(): void {
    this.added = [];
    this.withdrawn = false;
  }

  published(): JWK[] {
    const keys = [...this.original.filter((key) => !this.withdrawn || key.alg !== "RS256"), ...this.added];
    return keys.map((key) => key.publicJwk);
  }
}
