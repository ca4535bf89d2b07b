import { secrets } from "@/lib/infra/crypto/secrets";

/** Long enough for every tracing system, short enough for a line of the log. */
const usable = /^[\w.:-]{1,128}$/;

/** The id that a caller gave to its request in `X-Request-Id`, if it can be used, else a new one. */
export function requestIdOf(headers: Pick<Headers, "get">): string {
  const given = headers.get("x-request-id")?.trim() ?? "";
  return usable.test(given) ? given : secrets.id("req");
}
