import { foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { metadataOutcomes } from "../../lib/model/connections/metadata-refresh";
import { instant, json, oneOf } from "./columns";
import { configurations, connections } from "./connections";
import { organizations } from "./organizations";

/** Scheduled jobs; a process claims a job by one statement, so that no second one runs it too. */
export const jobs = pgTable("jobs", {
  name: text("name").primaryKey(),
  nextRunAt: instant("next_run_at").notNull(),
  /** When the claim of the process expires; a dead process releases it by this. */
  claimedUntil: instant("claimed_until"),
  lastStartedAt: instant("last_started_at"),
  lastFinishedAt: instant("last_finished_at"),
  lastError: text("last_error"),
});

/** Notices that are sent once, for example that a certificate expires in seven days. */
export const noticesSent = pgTable(
  "notices_sent",
  {
    organizationId: text("organization_id")
      .notNull()
      .references(() => organizations.id, { onDelete: "cascade" }),
    /** The subject of the notice and its kind. */
    notice: text("notice").notNull(),
    sentAt: instant("sent_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.organizationId, t.notice] })],
);

/** The findings of the daily check of a connection's metadata address. */
export const metadataRefreshes = pgTable(
  "metadata_looks",
  {
    connectionId: text("connection_id").primaryKey(),
    organizationId: text("organization_id").notNull(),
    /** The live version that the document was compared with. */
    configurationId: text("configuration_id").notNull(),
    outcome: text("outcome", { enum: metadataOutcomes }).notNull(),
    /** `MetadataFindings` of the model. */
    findings: json<unknown>("findings").notNull(),
    lookedAt: instant("looked_at").notNull(),
    /** When the document was last readable and this provider's. */
    lastGoodAt: instant("last_good_at"),
  },
  (t) => [
    index("metadata_looks_version").on(t.configurationId),
    foreignKey({
      name: "metadata_looks_of_connection",
      columns: [t.connectionId, t.organizationId],
      foreignColumns: [connections.id, connections.organizationId],
    }).onDelete("cascade"),
    foreignKey({
      name: "metadata_looks_of_version",
      columns: [t.configurationId, t.connectionId],
      foreignColumns: [configurations.id, configurations.connectionId],
    }).onDelete("cascade"),
    oneOf(t.outcome, metadataOutcomes),
  ],
);

/**
 * Always empty: a process tries to write here, and takes it back, to learn whether the database can be written at
 * all.
 */
export const writeChecks = pgTable("write_checks", { filler: text("filler").notNull() });
