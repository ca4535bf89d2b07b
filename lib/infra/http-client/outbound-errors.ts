import type { OutboundErrorCode } from "@/lib/ports/safe-fetch";
import { isOutboundError, OutboundError } from "@/lib/ports/safe-fetch";
import { BodyTooLarge, BodyUnreadable } from "./limited-body";

/** Each failure's name for an administrator. */
const sentences: Record<OutboundErrorCode, (host: string) => string> = {
  outbound_url_invalid: () => "This is not a web address that starts with https://.",
  outbound_not_https: (host) => `The address of ${host} does not start with https://.`,
  outbound_private_address: (host) =>
    `${host} is an address in a private network, which cannot be called from here.`,
  outbound_dns: (host) => `DNS has no server with the name ${host}.`,
  outbound_refused: (host) => `${host} refused or dropped the connection.`,
  outbound_tls: (host) => `No secure connection to ${host}: its certificate or encryption is not acceptable`,
  outbound_timeout: (host) => `${host} took too long to respond.`,
  outbound_too_large: (host) => `${host} sent more than can be accepted.`,
  outbound_too_many_redirects: (host) => `${host} redirects without end.`,
  outbound_not_http: (host) => `${host} sent a response that is not HTTP.`,
  outbound_unreadable: (host) => `${host} sent a response that cannot be decompressed.`,
  outbound_busy: (host) => `Too many calls to ${host} are waiting for a response.`,
  outbound_http_status: (host) => `${host} answered with an error.`,
};

const dns = new Set(
  "ENOTFOUND ENODATA ESERVFAIL EREFUSED EFORMERR EBADNAME EAI_AGAIN EAI_NODATA EBADRESP".split(" "),
);
const timeouts = new Set(
  "ETIMEDOUT ETIMEOUT ECANCELLED UND_ERR_CONNECT_TIMEOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT UND_ERR_ABORTED ABORT_ERR".split(
    " ",
  ),
);
const tls =
  /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO|PATH_LENGTH)/;

/** Certificate faults that an administrator can fix, in words. */
const certificateFaults: Record<string, string> = {
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate comes from an unknown authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate comes from an unknown authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "it does not send the intermediate certificate",
};

/** An error of ours for a host, in plain words. */
export function outboundError(
  code: OutboundErrorCode,
  host: string,
  cause?: unknown,
  status?: number,
): OutboundError {
  const fault = code === "outbound_tls" ? certificateFaults[codeOf(cause)] : undefined;
  const message =
    code === "outbound_tls"
      ? `${sentences[code](host)}${fault ? ` (${fault})` : ""}.`
      : code === "outbound_http_status"
        ? `${host} answered with status ${status ?? "unknown"}.`
        : sentences[code](host);
  return new OutboundError(code, host, message, { cause, status });
}

/** Names any failure of a call. Errors of ours pass unchanged. */
export function classify(error: unknown, host: string): OutboundError {
  if (isOutboundError(error)) return error;
  if (error instanceof BodyTooLarge) return outboundError("outbound_too_large", host, error);
  if (error instanceof BodyUnreadable) return outboundError("outbound_unreadable", host, error);
  const code = codeOf(error);
  const name = error instanceof Error ? error.name : "";
  if (name === "AbortError" || name === "TimeoutError" || timeouts.has(code)) {
    return outboundError("outbound_timeout", host, error);
  }
  if (dns.has(code)) return outboundError("outbound_dns", host, error);
  if (tls.test(code)) return outboundError("outbound_tls", host, error);
  if (name === "HTTPParserError" || code.startsWith("HPE_") || code === "UND_ERR_HEADERS_OVERFLOW") {
    return outboundError("outbound_not_http", host, error);
  }
  if (code.startsWith("Z_") || code.startsWith("ERR__ERROR_") || code.startsWith("ERR_BROTLI")) {
    return outboundError("outbound_unreadable", host, error);
  }
  // What remains is the network: refused, reset, unreachable, closed halfway.
  return outboundError("outbound_refused", host, error);
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  if (typeof error !== "object" || error === null) return "";
  return "code" in error && typeof error.code === "string" ? error.code : "";
}
