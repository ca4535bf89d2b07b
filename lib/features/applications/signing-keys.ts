import type { SigningKey } from "@/lib/db/repositories/provider-records";
import type { Store } from "@/lib/db/store";
import { type SigningAlgorithm, signingAlgorithms } from "@/lib/model/applications/application";
import type { Actor } from "@/lib/model/audit/audit";
import type { SigningKeyMaker } from "@/lib/ports/applications";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";

const minute = 60_000;
const day = 24 * 60 * minute;
/** How long a new key is published before it signs: by then every process and every application has read it. */
export const publishedAheadMs = 60 * minute;
/** How long a key stays published after it stops signing: tokens live an hour, sign-out hints longer. */
const publishedAfterMs = 14 * day;
/** The age at which a key is replaced. */
const replacedAfterMs = 90 * day;

type KeyDependencies = Pick<Dependencies, "store" | "vault" | "secrets" | "now"> & {
  signingKeyMaker: SigningKeyMaker;
};

/** A published key with its private half. */
export interface OpenedKey {
  id: string;
  algorithm: SigningAlgorithm;
  jwk: Record<string, unknown>;
}

/**
 * Returns the published keys, those that sign first; creates the first ones. Two processes that start at once create
 * one set: the second waits for the first and finds it.
 */
export async function readSigningKeys(deps: KeyDependencies): Promise<OpenedKey[]> {
  const now = deps.now();
  let keys = await deps.store.signingKeys.published(now);
  if (missing(keys).length > 0)
    keys = await deps.store.transaction(async (tx) => {
      await tx.signingKeys.lock();
      for (const algorithm of missing(await tx.signingKeys.published(now)))
        await tx.signingKeys.insert(await newKey(deps, algorithm, now, now));
      return tx.signingKeys.published(now);
    });
  return inOrder(keys, now).map((key) => ({
    id: key.id,
    algorithm: key.algorithm,
    jwk: JSON.parse(deps.vault.open(key.privateJwkSealed, sealContexts.signingKey(key.id))),
  }));
}

const missing = (keys: readonly SigningKey[]) =>
  signingAlgorithms.filter((algorithm) => !keys.some((key) => key.algorithm === algorithm));

/** The newest key whose time has come signs; the others are published alongside. */
export function inOrder(keys: readonly SigningKey[], now: Date): SigningKey[] {
  const ready = (key: SigningKey) => key.signsFrom <= now;
  return keys.toSorted(
    (a, b) =>
      Number(ready(b)) - Number(ready(a)) ||
      b.signsFrom.getTime() - a.signsFrom.getTime() ||
      (a.id < b.id ? 1 : -1),
  );
}

/**
 * Creates new keys, which sign an hour later. Older ones stay published until nothing that they signed is valid any
 * more. Returns the new ones' ids.
 */
export async function rotateSigningKeys(deps: KeyDependencies, actor: Actor): Promise<string[]> {
  return deps.store.transaction(async (tx) => {
    await tx.signingKeys.lock();
    return rotateIn(tx, deps, actor);
  });
}

/** Replaces keys that have become old; does nothing otherwise. */
export async function rotateOldSigningKeys(deps: KeyDependencies, actor: Actor): Promise<string[]> {
  return deps.store.transaction(async (tx) => {
    await tx.signingKeys.lock();
    const now = deps.now();
    const newest = Math.max(...(await tx.signingKeys.published(now)).map((key) => key.createdAt.getTime()));
    return Number.isFinite(newest) && now.getTime() - newest >= replacedAfterMs
      ? rotateIn(tx, deps, actor)
      : [];
  });
}

async function rotateIn(tx: Store, deps: KeyDependencies, actor: Actor): Promise<string[]> {
  const now = deps.now();
  const signsFrom = new Date(now.getTime() + publishedAheadMs);
  const made: string[] = [];
  for (const algorithm of signingAlgorithms) {
    const key = await newKey(deps, algorithm, now, signsFrom);
    await tx.signingKeys.insert(key);
    made.push(key.id);
  }
  await tx.signingKeys.retireOthers(made, new Date(signsFrom.getTime() + publishedAfterMs));
  await tx.auditOf(null).append(
    {
      actor,
      action: "signing_keys.rotated",
      target: { kind: "signing_key", id: made[0] ?? "" },
      details: { made },
    },
    now,
  );
  return made;
}

async function newKey(
  { secrets, vault, signingKeyMaker }: KeyDependencies,
  algorithm: SigningAlgorithm,
  createdAt: Date,
  signsFrom: Date,
): Promise<SigningKey> {
  const id = secrets.id("sig");
  const jwk = { ...(await signingKeyMaker.make(algorithm)), kid: id, alg: algorithm, use: "sig" };
  const privateJwkSealed = vault.seal(JSON.stringify(jwk), sealContexts.signingKey(id));
  return { id, algorithm, privateJwkSealed, createdAt, signsFrom, goneAt: null };
}
