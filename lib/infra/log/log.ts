import pino from "pino";
import { currentTraceId } from "@/lib/infra/tracing/span";
import type { Log } from "@/lib/ports/dependencies";
import { redact } from "./redact";
import { currentRequestId } from "./request-id";

export const logLevels = ["error", "warn", "info", "debug", "silent"] as const;
export type LogLevel = (typeof logLevels)[number];

/** One line of JSON for every message, with secrets hidden. To standard output, unless `write` is given. */
export function createLog(level: LogLevel, write?: (line: string) => void): Log {
  const options: pino.LoggerOptions = {
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    messageKey: "message",
    mixin: () => {
      const requestId = currentRequestId();
      const traceId = currentTraceId();
      return { ...(requestId === null ? {} : { requestId }), ...(traceId === null ? {} : { traceId }) };
    },
  };
  // Written synchronously: the last lines before an end are the important ones.
  const logger = pino(options, write ? { write } : pino.destination({ dest: 1, sync: true }));
  const at =
    (name: "info" | "warn" | "error") =>
    (message: string, fields: Record<string, unknown> = {}) =>
      logger[name](redact(fields), message);
  return { info: at("info"), warn: at("warn"), error: at("error") };
}
