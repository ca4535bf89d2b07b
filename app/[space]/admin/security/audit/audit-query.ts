import { type ListQuery, readListQuery, type SearchParams } from "@/components/ui/list-query";
import type { AuditFilter } from "@/lib/features/audit/read-audit";
import { actionWords } from "./action-words";

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 24 * 60 * 60 * 1000;

/** What the address of the log asks for. People and days are taken as they come: nobody else's can be found by them. */
export function readAuditQuery(params: SearchParams): ListQuery {
  const rules = { sorts: ["at"], defaultSort: "-at", filters: { action: Object.keys(actionWords) } };
  const query = readListQuery(params, rules);
  const { actor, from, to } = params;
  const more = {
    ...(typeof actor === "string" && /^\w{1,64}$/.test(actor) ? { actor } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) ? { to } : {}),
  };
  return { ...query, filters: { ...query.filters, ...more } };
}

function isDay(text: unknown): text is string {
  return typeof text === "string" && day.test(text) && !Number.isNaN(Date.parse(text));
}

/** The same as the use case takes it; the last day is meant whole, in UTC as the log is written. */
export function auditFilterOf({ filters: { action, actor, from, to } }: ListQuery): AuditFilter {
  return {
    ...(action ? { action } : {}),
    ...(actor ? { actorId: actor } : {}),
    ...(from ? { from: new Date(from) } : {}),
    ...(to ? { to: new Date(Date.parse(to) + dayMs - 1) } : {}),
  };
}
