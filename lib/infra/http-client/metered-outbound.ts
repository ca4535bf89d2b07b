import type { Outbound } from "@/lib/ports/safe-fetch";
import { isOutboundError } from "@/lib/ports/safe-fetch";

/** The same client, whose calls are reported to `onCall`: the time, `answered` or the error code, and the host. */
export function meteredOutbound(
  outbound: Outbound,
  onCall: (seconds: number, result: string, host: string) => void,
): Outbound {
  const since = (started: number) => (performance.now() - started) / 1000;
  return {
    ...outbound,
    async fetch(url, init) {
      const started = performance.now();
      try {
        const response = await outbound.fetch(url, init);
        onCall(since(started), "answered", hostOf(url));
        return response;
      } catch (error) {
        onCall(since(started), isOutboundError(error) ? error.code : "failed", hostOf(url));
        throw error;
      }
    },
    async fetchDocument(url, options) {
      const started = performance.now();
      const answer = await outbound.fetchDocument(url, options);
      onCall(since(started), answer.outcome === "fetched" ? "answered" : answer.error.code, hostOf(url));
      return answer;
    },
    onBehalfOf: (party) => meteredOutbound(outbound.onBehalfOf(party), onCall),
  };
}

function hostOf(url: string | URL): string {
  return URL.canParse(url) ? new URL(url).hostname : "";
}
