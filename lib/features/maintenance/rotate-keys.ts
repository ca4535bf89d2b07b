import type { SealedValues } from "@/lib/db/repositories/sealed-values";
import type { Actor } from "@/lib/model/audit/audit";
import type { Dependencies, SealContext } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import { type SealedColumn, type SealedValue, sealedColumns } from "@/lib/ports/sealed-values";

type RotateDependencies = Pick<Dependencies, "store" | "vault" | "now"> & { sealedValues: SealedValues };

/** The result of a rotation. */
export interface Rotation {
  keyId: string;
  resealed: Record<SealedColumn, number>;
  /** Values that no key of the ring opens; they stay as they are. */
  unreadable: { column: SealedColumn; rowId: string }[];
}

const batchSize = 200;

const contexts: Record<SealedColumn, (organizationId: string, rowId: string) => SealContext> = {
  clientSecret: sealContexts.clientSecret,
  privateKey: sealContexts.privateKey,
  attemptSecrets: sealContexts.attemptSecrets,
  attemptIdentity: sealContexts.attemptIdentity,
  totpSeed: (_, userId) => sealContexts.totpSeed(userId),
  providerAccessToken: sealContexts.providerAccessToken,
  providerRefreshToken: sealContexts.providerRefreshToken,
  webhookSecret: sealContexts.webhookSecret,
  webhookPreviousSecret: sealContexts.webhookPreviousSecret,
  idempotentAnswer: sealContexts.idempotentAnswer,
  providerRecord: (_, recordId) => sealContexts.providerRecord(recordId),
  signingKey: (_, keyId) => sealContexts.signingKey(keyId),
  idToken: sealContexts.idToken,
  trialResult: (_, trialId) => sealContexts.trialResult(trialId),
};

/** Whether a value opens under the key that it names. */
export function opens(
  vault: Pick<Dependencies["vault"], "open">,
  column: SealedColumn,
  value: SealedValue,
): boolean {
  try {
    vault.open(value.sealed, contexts[column](value.organizationId ?? "", value.rowId));
    return true;
  } catch {
    return false;
  }
}

/**
 * Seals every secret again under the ring's current key, value by value: finished work stays, so that the next run
 * resumes a stopped one, and sign-ins go on meanwhile. What no key opens is reported and left alone.
 */
export async function rotateKeys(deps: RotateDependencies, actor: Actor, keyId: string): Promise<Rotation> {
  const rotation: Rotation = {
    keyId,
    resealed: {
      clientSecret: 0,
      privateKey: 0,
      attemptSecrets: 0,
      attemptIdentity: 0,
      totpSeed: 0,
      providerAccessToken: 0,
      providerRefreshToken: 0,
      webhookSecret: 0,
      webhookPreviousSecret: 0,
      idempotentAnswer: 0,
      providerRecord: 0,
      signingKey: 0,
      idToken: 0,
      trialResult: 0,
    },
    unreadable: [],
  };
  for (const column of sealedColumns) await rotateColumn(deps, column, rotation);
  const { resealed, unreadable } = rotation;
  await deps.store.transaction((tx) =>
    tx.auditOf(null).append(
      {
        actor,
        action: "keys.rotated",
        target: { kind: "key", id: keyId },
        details: { resealed, unreadable: unreadable.length },
      },
      deps.now(),
    ),
  );
  return rotation;
}

async function rotateColumn(
  deps: RotateDependencies,
  column: SealedColumn,
  rotation: Rotation,
): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const batch: SealedValue[] = await deps.sealedValues.notUnder(column, rotation.keyId, after, batchSize);
    for (const value of batch) {
      const fresh = reseal(deps, column, value);
      if (fresh === null) rotation.unreadable.push({ column, rowId: value.rowId });
      else if (await deps.sealedValues.replace(column, value.rowId, value.sealed, fresh))
        rotation.resealed[column] += 1;
    }
    after = batch.at(-1)?.rowId ?? null;
    if (after === null) return;
  }
}

function reseal({ vault }: RotateDependencies, column: SealedColumn, value: SealedValue): string | null {
  const context = contexts[column](value.organizationId ?? "", value.rowId);
  try {
    return vault.seal(vault.open(value.sealed, context), context);
  } catch {
    return null;
  }
}
