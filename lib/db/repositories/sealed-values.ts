import { and, asc, count, eq, gt, isNotNull, notLike, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { applicationTrials, providerRecords, signingKeys } from "@/drizzle/schema/applications";
import { configurations, serviceProviderKeys, signInAttempts } from "@/drizzle/schema/connections";
import { providerTokens } from "@/drizzle/schema/member-connections";
import { idempotencyKeys } from "@/drizzle/schema/programs";
import { idTokens } from "@/drizzle/schema/sessions";
import { users } from "@/drizzle/schema/users";
import { webhooks } from "@/drizzle/schema/webhooks";
import type { SealedColumn, SealedValue } from "@/lib/ports/sealed-values";
import type { Database } from "../driver/database";
import { containing } from "../driver/paging";

interface Place {
  table: PgTable;
  id: PgColumn;
  organizationId: PgColumn | null;
  sealed: PgColumn;
}

const places: Record<SealedColumn, Place> = {
  clientSecret: place(configurations, configurations.organizationId, configurations.clientSecretSealed),
  privateKey: place(
    serviceProviderKeys,
    serviceProviderKeys.organizationId,
    serviceProviderKeys.privateKeySealed,
  ),
  attemptSecrets: place(signInAttempts, signInAttempts.organizationId, signInAttempts.secretsSealed),
  attemptIdentity: place(signInAttempts, signInAttempts.organizationId, signInAttempts.identitySealed),
  totpSeed: place(users, null, users.totpSealed),
  providerAccessToken: place(providerTokens, providerTokens.organizationId, providerTokens.accessTokenSealed),
  providerRefreshToken: place(
    providerTokens,
    providerTokens.organizationId,
    providerTokens.refreshTokenSealed,
  ),
  webhookSecret: place(webhooks, webhooks.owner, webhooks.secretSealed),
  webhookPreviousSecret: place(webhooks, webhooks.owner, webhooks.previousSecretSealed),
  providerRecord: place(providerRecords, null, providerRecords.payloadSealed),
  signingKey: place(signingKeys, null, signingKeys.privateJwkSealed),
  idempotentAnswer: place(idempotencyKeys, idempotencyKeys.spaceId, idempotencyKeys.answerSealed),
  trialResult: place(applicationTrials, null, applicationTrials.resultSealed),
  idToken: place(idTokens, idTokens.organizationId, idTokens.idTokenSealed),
};

function place(table: PgTable & { id: PgColumn }, organizationId: PgColumn | null, sealed: PgColumn): Place {
  return { table, id: table.id, organizationId, sealed };
}

/** Sealed values across tenants, for key rotation. A sealed text begins with `v1.{key id}.` (vault). */
export function sealedValuesIn(db: Database) {
  return {
    /** How many values of a column are sealed under each key. */
    async countByKey(column: SealedColumn): Promise<{ keyId: string; values: number }[]> {
      const { table, sealed } = places[column];
      const keyId = sql<string>`split_part(${sealed}, '.', 2)`;
      return db.select({ keyId, values: count() }).from(table).where(isNotNull(sealed)).groupBy(keyId);
    },
    /** One value of a column that is sealed under the key, or `null`. */
    async oneUnder(column: SealedColumn, keyId: string): Promise<SealedValue | null> {
      const { table, id, organizationId, sealed } = places[column];
      const [row] = await db
        .select({ rowId: id, organizationId: organizationId ?? sql<null>`null`, sealed })
        .from(table)
        .where(eq(sql`split_part(${sealed}, '.', 2)`, keyId))
        .limit(1);
      return (row as SealedValue | undefined) ?? null;
    },
    /** Values that are not sealed under the key, in the order of their rows, after the given one. */
    async notUnder(
      column: SealedColumn,
      keyId: string,
      after: string | null,
      limit: number,
    ): Promise<SealedValue[]> {
      const { table, id, organizationId, sealed } = places[column];
      // The key's id may contain an underscore, which LIKE would read as any character.
      const under = containing(`v1.${keyId}.`).slice(1);
      const rows = await db
        .select({ rowId: id, organizationId: organizationId ?? sql<null>`null`, sealed })
        .from(table)
        .where(and(isNotNull(sealed), notLike(sealed, under), after === null ? undefined : gt(id, after)))
        .orderBy(asc(id))
        .limit(limit);
      return rows as { rowId: string; organizationId: string | null; sealed: string }[];
    },
    /** Replaces a sealed text by a newly sealed one; `false` if somebody changed it meanwhile. */
    async replace(column: SealedColumn, rowId: string, from: string, to: string) {
      const { table, id, sealed } = places[column];
      const rows = await db
        .update(table)
        .set({ [nameIn(table, sealed)]: to })
        .where(and(eq(id, rowId), eq(sealed, from)))
        .returning({ id });
      return rows.length > 0;
    },
  };
}

/** The property by which Drizzle identifies the column. */
function nameIn(table: PgTable, column: PgColumn): string {
  const found = Object.entries(table).find(([, value]) => value === column);
  if (!found) throw new Error(`no column ${column.name}`);
  return found[0];
}

export type SealedValues = ReturnType<typeof sealedValuesIn>;
