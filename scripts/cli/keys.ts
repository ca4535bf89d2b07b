import type { Command } from "commander";
import type { SealedValues } from "@/lib/db/repositories/sealed-values";
import { sealedValuesIn } from "@/lib/db/repositories/sealed-values";
import { rotateSigningKeys } from "@/lib/features/applications/signing-keys";
import { rotateKeys } from "@/lib/features/maintenance/rotate-keys";
import { signingKeyMaker } from "@/lib/infra/crypto/signing-key-maker";
import { createVault } from "@/lib/infra/crypto/vault";
import { sealedColumns } from "@/lib/ports/sealed-values";
import { addStoredKey } from "@/lib/server/process/add-stored-key";
import type { AppDependencies } from "@/lib/server/process/dependencies";
import { type Common, command, commandLineActor, group, run } from "./run";

/** `keys rotate` and `keys rotate-signing`. */
export function addKeysCommands(program: Command): void {
  const keys = group(program, "keys", "the keys that secrets are sealed under");
  addRotateSigning(keys);
  command(keys, "rotate", "seals every secret again under the newest key")
    .addHelpText(
      "after",
      "\nWith the embedded database a new key is created first. Otherwise the first key in ENCRYPTION_KEYS is the newest:\nadd the new one beforehand, after the old one until every process has it, then in front.\nThe next run resumes one that was stopped.",
    )
    .action((options: Common) =>
      run(options, async (deps) => {
        const sealedValues = sealedValuesIn(deps.database.db);
        const ring = await ringFor(deps, sealedValues);
        const rotation = await rotateKeys(
          { ...deps, vault: createVault(ring), sealedValues },
          commandLineActor(),
          ring.current.id,
        );
        const total = sealedColumns.reduce((sum, column) => sum + rotation.resealed[column], 0);
        return {
          text: `${total} secrets are now sealed under the key “${rotation.keyId}”.`,
          notes: rotation.unreadable.map(
            ({ column, rowId }) => `No key of the ring opens ${column} of ${rowId}; it is unchanged.`,
          ),
          value: rotation,
          exitCode: rotation.unreadable.length > 0 ? 1 : 0,
        };
      }),
    );
}

function addRotateSigning(keys: Command): void {
  command(
    keys,
    "rotate-signing",
    "creates new keys for the ID tokens of applications; they start to sign after an hour",
  ).action((options: Common) =>
    run(options, async (deps) => {
      const made = await rotateSigningKeys({ ...deps, signingKeyMaker }, commandLineActor());
      return {
        text: `Created ${made.join(" and ")}. They are published now and start signing in an hour.`,
        value: { made },
      };
    }),
  );
}

/** The ring to seal with: a new key in front, unless the keys are given from outside or a rotation is unfinished. */
async function ringFor(deps: AppDependencies, values: SealedValues) {
  const { keyRing } = deps.env;
  if (deps.env.databaseUrl !== null || process.env.ENCRYPTION_KEYS?.trim()) return keyRing;
  for (const column of sealedColumns) {
    if ((await values.notUnder(column, keyRing.current.id, null, 1)).length > 0) return keyRing;
  }
  return addStoredKey(deps.env.dataDir, deps.now());
}
