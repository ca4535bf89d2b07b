import { SpanKind } from "@opentelemetry/api";
import { recordSpan } from "./span";

/** Statements are long where they list many values; what they do stands at their beginning. */
const readCharacters = 4_000;

/** One statement sent to the database, by what it does and its table: never its text or values. */
export function recordStatement(seconds: number, failed: boolean, text: string): void {
  const summary = () => statementSummary(text);
  recordSpan(summary, seconds, {
    kind: SpanKind.CLIENT,
    attributes: { "db.system.name": "postgresql" },
    failed,
  });
}

/** One call to a provider, a webhook or a metadata address, by its host; `result` is `answered` or an error code. */
export function recordCall(seconds: number, result: string, host: string): void {
  recordSpan(`call ${host}`, seconds, {
    kind: SpanKind.CLIENT,
    attributes: { "server.address": host, "gatehouse.result": result },
    failed: result !== "answered",
  });
}

/** `select users`: the first word of a statement and the first table that it names. */
export function statementSummary(text: string): string {
  const head = text.slice(0, readCharacters);
  const verb = /^[\s(]{0,20}([a-z]{1,20})/i.exec(head)?.[1]?.toLowerCase() ?? "statement";
  const table = /\b(?:from|into|update|join)\s{1,20}(?:only\s{1,20})?"?([a-z_]{1,63})/i.exec(head)?.[1];
  return table ? `${verb} ${table}` : verb;
}
