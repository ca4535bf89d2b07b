import { Client } from "undici";
import type { DocumentAnswer, Outbound, SafeFetchInit } from "@/lib/ports/safe-fetch";
import { isOutboundError } from "@/lib/ports/safe-fetch";
import { isPublicAddress } from "./address-policy";
import { checkUrl, type Hop, hostAndPort, parseAllowList } from "./allow-list";
import { abortable, startDeadline } from "./deadline";
import { HostGate } from "./host-gate";
import { readLimited } from "./limited-body";
import { classify, outboundError } from "./outbound-errors";
import { type OutgoingRequest, prepare } from "./outgoing-request";
import { pinned } from "./pinned-lookup";
import { makeResolve, type Resolve, type ResolvedAddress } from "./resolve";

export interface OutboundOptions {
  /** `host:port` entries that may be private and may be plain http. */
  allow: readonly string[];
  /** To resolve the name, and again to connect and negotiate encryption. */
  connectTimeoutMs?: number;
  /** From the first byte sent to the last byte received, redirects and waiting included. */
  totalTimeoutMs?: number;
  maxBytes?: number;
  /** The concurrent calls of one party to one host and port, and how many may wait for them. */
  perHost?: { atOnce: number; queue: number };
  resolve?: Resolve;
}

const maxRedirects = 3;

interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
  url: URL;
}

/**
 * Creates the only client for outgoing requests (docs/model.md#outgoing-requests). See `Outbound` for its guarantees.
 * Throws a plain `Error` if an entry of the allow list cannot be parsed.
 */
// Over 60 lines: the client is one object, and its functions share the limits and the gate.
export function createOutbound(options: OutboundOptions): Outbound {
  const allow = parseAllowList(options.allow);
  const limits = {
    connectMs: options.connectTimeoutMs ?? 5_000,
    totalMs: options.totalTimeoutMs ?? 10_000,
    maxBytes: options.maxBytes ?? 1024 * 1024,
  };
  const gate = new HostGate(options.perHost?.atOnce ?? 8, options.perHost?.queue ?? 64);
  const resolve = options.resolve ?? makeResolve();

  /** One request to one address, its body read to the end. */
  async function call(
    party: string,
    hop: Hop,
    request: OutgoingRequest,
    signal: AbortSignal,
  ): Promise<Answer> {
    const leave = await gate.enter(party, hostAndPort(hop.url), signal);
    if (!leave) throw outboundError("outbound_busy", hop.url.host);
    let client: Client | undefined;
    try {
      const addresses = await publicAddresses(hop, signal);
      client = new Client(hop.url.origin, {
        connect: { timeout: limits.connectMs, lookup: pinned(addresses) },
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: 1_000,
        headersTimeout: limits.totalMs,
        bodyTimeout: limits.totalMs,
      });
      const { method, headers: sent, body } = request;
      const path = `${hop.url.pathname}${hop.url.search}`;
      // Undici checks the signal only once it is connected.
      const answer = await abortable(client.request({ path, method, headers: sent, body, signal }), signal);
      // An unread body still ends in an error event, which would end the process.
      answer.body.on("error", () => undefined);
      const headers = new Headers(
        Object.entries(answer.headers).flatMap(([name, value]) =>
          value === undefined
            ? []
            : [[name, Array.isArray(value) ? value.join(", ") : value] as [string, string]],
        ),
      );
      if (Number(headers.get("content-length") ?? 0) > request.maxBytes) {
        throw outboundError("outbound_too_large", hop.url.host);
      }
      // The Fetch standard defines no other statuses; a server that sends one is broken.
      if (answer.statusCode < 200 || answer.statusCode > 599)
        throw outboundError("outbound_not_http", hop.url.host);
      const bytes = await readLimited(answer.body, headers.get("content-encoding"), request.maxBytes, signal);
      return { status: answer.statusCode, headers, bytes, url: hop.url };
    } finally {
      // A connection serves one call only: nothing of a slow provider remains.
      client?.destroy().catch(() => undefined);
      leave();
    }
  }

  /** Every address of the host, all of them public or the host allowed. One private address disqualifies the name. */
  async function publicAddresses(hop: Hop, signal: AbortSignal): Promise<ResolvedAddress[]> {
    const asking = startDeadline(limits.connectMs, signal);
    const options = { system: hop.allowed, timeoutMs: limits.connectMs, signal: asking.signal };
    const addresses = await abortable(resolve(hop.url.hostname, options), asking.signal).finally(asking.end);
    if (addresses.length === 0) throw outboundError("outbound_dns", hop.url.host);
    if (!hop.allowed && !addresses.every(({ address }) => isPublicAddress(address))) {
      throw outboundError("outbound_private_address", hop.url.host);
    }
    return addresses;
  }

  async function follow(party: string, address: string | URL, init: SafeFetchInit): Promise<Answer> {
    const request = prepare(init, limits.maxBytes);
    let hop = checked(address);
    let host = hop.url.host;
    const deadline = startDeadline(limits.totalMs, init.signal);
    try {
      for (let redirects = 0; ; redirects += 1) {
        host = hop.url.host;
        const answer = await call(party, hop, request, deadline.signal);
        const location = isRedirect(answer.status) ? answer.headers.get("location") : null;
        if (location === null || !request.mayFollow) return answer;
        if (redirects === maxRedirects) throw outboundError("outbound_too_many_redirects", host);
        hop = checked(URL.canParse(location, hop.url) ? new URL(location, hop.url) : location);
      }
    } catch (error) {
      throw classify(error, host);
    } finally {
      deadline.end();
    }
  }

  function checked(address: string | URL): Hop {
    const hop = checkUrl(address, allow);
    if (isOutboundError(hop)) throw hop;
    return hop;
  }

  const outboundOf = (party: string): Outbound => ({
    async fetch(url, init = {}) {
      const answer = await follow(party, url, init);
      const empty = [204, 205, 304].includes(answer.status);
      answer.headers.delete("content-encoding");
      answer.headers.delete("content-length");
      return new Response(empty ? null : Buffer.from(answer.bytes), {
        status: answer.status,
        headers: answer.headers,
      });
    },
    async fetchDocument(url, { accept = "*/*", maxBytes } = {}): Promise<DocumentAnswer> {
      try {
        const answer = await follow(party, url, { headers: { accept }, maxBytes });
        if (answer.status < 200 || answer.status > 299) {
          const error = outboundError("outbound_http_status", answer.url.host, undefined, answer.status);
          return { outcome: "refused", error };
        }
        const { bytes, status } = answer;
        const contentType =
          (answer.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
        const document = { status, contentType, bytes, text: decode(bytes), finalUrl: answer.url.href };
        return { outcome: "fetched", document };
      } catch (error) {
        return { outcome: "refused", error: classify(error, "") };
      }
    },
    check(url) {
      const hop = checkUrl(url, allow);
      return isOutboundError(hop) ? hop : null;
    },
    onBehalfOf: outboundOf,
  });

  return outboundOf("");
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

/** UTF-8, with damaged bytes replaced: the reader of the text checks it. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
