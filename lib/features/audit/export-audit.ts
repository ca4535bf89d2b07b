import { csvLine } from "@/lib/model/text/csv";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { PageQuery } from "@/lib/ports/page";
import type { AuditEventView } from "@/lib/schemas/audit";
import { type AuditFilter, readAudit } from "./read-audit";

const pageSize = 200;
/**
 * The largest export that a browser or a spreadsheet can still open; programs follow the log by sequence number
 * instead.
 */
const mostRows = 50_000;

const columns: [string, (event: AuditEventView) => string | null][] = [
  ["sequence", (event) => String(event.sequence)],
  ["at", (event) => event.at],
  ["action", (event) => event.action],
  ["actor_kind", (event) => event.actor.kind],
  ["actor_id", (event) => event.actor.id],
  ["actor_name", (event) => event.actor.name],
  ["address", (event) => event.actor.address],
  ["target_kind", (event) => event.target?.kind ?? null],
  ["target_id", (event) => event.target?.id ?? null],
  ["target_name", (event) => event.target?.name ?? null],
  ["details", (event) => JSON.stringify(event.details)],
  ["hash", (event) => event.hash],
];

/** Audit events as comma-separated values with a header line. */
export function auditCsv(events: readonly AuditEventView[]): string {
  const lines = [
    columns.map(([name]) => name),
    ...events.map((event) => columns.map(([, read]) => read(event))),
  ];
  return lines.map(csvLine).join("");
}

/** Every event that matches the filter, newest first, up to 50,000. */
export async function collectAudit(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  query: Pick<PageQuery, "search"> & AuditFilter,
): Promise<AuditEventView[]> {
  const events: AuditEventView[] = [];
  for (let page = 1; events.length < mostRows; page++) {
    const { rows, total } = await readAudit(deps, ctx, { ...query, page, pageSize });
    events.push(...rows);
    if (rows.length < pageSize || events.length >= total) break;
  }
  return events;
}
