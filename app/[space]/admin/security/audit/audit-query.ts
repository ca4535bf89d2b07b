import { type ListQuery, readListQuery, type SearchParams } from "@/components/ui/list-query";
import type { AuditFilter } from "@/lib/features/audit/read-audit";
import { actionWords } from "./action-words";

const day = /^\d{4}-\d{2}-\d{2}$/;
const dayMs = 24 * 60 * 60 * 1000;

/** The filter in the log's address. People and days are not checked: they find nobody else's events. */
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

/** The same for the use case; the last day is included whole, in UTC like the log. */
export function auditFilterOf({ filters: { action, actor, from, to } }: ListQuery): AuditFilter {
  return {
    ...(action ? { action } : {}),
    ...(actor ? { actorId: actor } : {}),
    ...(from ? { from: new Date(from) } : {}),
    ...(to ? { to: new Date(Date.parse(to) + dayMs - 1) } : {}),
  };
}
