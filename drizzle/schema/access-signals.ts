import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { type SignalReceipt, signalKinds, signalOutcomes } from "../../lib/model/access/signals";
import type { Check } from "../../lib/model/refusals/validation-result";
import { instant, json, oneOf } from "./columns";
import { connections } from "./connections";
import { users } from "./users";

/** What identity providers said to us outside a sign-in: that somebody's access ends. */
export const accessSignals = pgTable(
  "access_signals",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    connectionId: text("connection_id").notNull(),
    kind: text("kind", { enum: signalKinds }).notNull(),
    /** The provider's own identifier of the signal, which counts once; null: refused before it was believed. */
    tokenId: text("token_id"),
    issuer: text("issuer"),
    subject: text("subject"),
    email: text("email"),
    /** The provider's sessions that it names. */
    sessionIndexes: json<readonly string[]>("session_indexes").notNull().default([]),
    /** What a sign-in that it overtakes is found by: `namesOfSignal`. */
    names: json<readonly string[]>("names").notNull().default([]),
    userId: text("user_id").references(() => users.id, { onDelete: "set null" }),
    outcome: text("outcome", { enum: signalOutcomes }).notNull(),
    refusalCode: text("refusal_code"),
    checks: json<readonly Check[]>("checks").notNull().default([]),
    receipt: json<SignalReceipt | null>("receipt"),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [
    uniqueIndex("access_signals_once").on(t.connectionId, t.tokenId).where(sql`${t.tokenId} is not null`),
    index("access_signals_latest").on(t.connectionId, t.receivedAt),
    index("access_signals_user").on(t.userId).where(sql`${t.userId} is not null`),
    index("access_signals_names").using("gin", t.names),
    foreignKey({
      name: "access_signals_of_connection",
      columns: [t.connectionId, t.organizationId],
      foreignColumns: [connections.id, connections.organizationId],
    }).onDelete("cascade"),
    oneOf(t.kind, signalKinds),
    oneOf(t.outcome, signalOutcomes),
    check("access_signals_refusal", sql`(${t.outcome} = 'refused') = (${t.refusalCode} is not null)`),
    check("access_signals_believed", sql`(${t.outcome} = 'refused') = (${t.tokenId} is null)`),
  ],
);
