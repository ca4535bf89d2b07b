import type { Outbound } from "@/lib/ports/safe-fetch";
import { isOutboundError } from "@/lib/ports/safe-fetch";

/** The same client, whose calls are reported to `onCall`: the time, and `answered` or the error code. */
export function meteredOutbound(
  outbound: Outbound,
  onCall: (seconds: number, result: string) => void,
): Outbound {
  const since = (started: number) => (performance.now() - started) / 1000;
  return {
    ...outbound,
    async fetch(url, init) {
      const started = performance.now();
      try {
        const response = await outbound.fetch(url, init);
        onCall(since(started), "answered");
        return response;
      } catch (error) {
        onCall(since(started), isOutboundError(error) ? error.code : "failed");
        throw error;
      }
    },
    async fetchDocument(url, options) {
      const started = performance.now();
      const answer = await outbound.fetchDocument(url, options);
      onCall(since(started), answer.outcome === "fetched" ? "answered" : answer.error.code);
      return answer;
    },
    onBehalfOf: (party) => meteredOutbound(outbound.onBehalfOf(party), onCall),
  };
}
