/** Why an outgoing call failed. */
export const outboundErrorCodes = [
  "outbound_url_invalid",
  "outbound_not_https",
  "outbound_private_address",
  "outbound_dns",
  "outbound_refused",
  "outbound_tls",
  "outbound_timeout",
  "outbound_too_large",
  "outbound_too_many_redirects",
  "outbound_not_http",
  "outbound_unreadable",
  "outbound_busy",
  "outbound_http_status",
] as const;
export type OutboundErrorCode = (typeof outboundErrorCodes)[number];

/** The error of `fetch`, and the failure of `fetchDocument`. `message` is plain and safe to show to an administrator. */
export class OutboundError extends Error {
  override readonly name = "OutboundError";
  constructor(
    readonly code: OutboundErrorCode,
    /** Host and port of the hop that failed; empty if the address could not even be read. */
    readonly host: string,
    message: string,
    options: { cause?: unknown; status?: number } = {},
  ) {
    super(message, { cause: options.cause });
    this.status = options.status ?? null;
  }
  /** The answer's status, for `outbound_http_status`. */
  readonly status: number | null;
}

/** By its name: the server and Next's routes are two bundles, each with a class of its own. */
export function isOutboundError(error: unknown): error is OutboundError {
  return error instanceof Error && error.name === "OutboundError";
}

export interface SafeFetchInit {
  method?: string;
  headers?: Record<string, string> | Headers;
  body?: string | URLSearchParams | Uint8Array | null;
  /**
   * `follow`: up to three redirects, each checked like the first address (the default). `return`: the redirect itself
   * is the answer. Always so for methods other than GET and HEAD and for requests with an `authorization` header:
   * neither a body nor a credential follows a redirect.
   */
  redirects?: "follow" | "return";
  /** The most bytes of body, before and after decompression. Never more than the limit of the adapter (1 MB). */
  maxBytes?: number;
  /** Ends the call earlier than its own limit, as `outbound_timeout`. */
  signal?: AbortSignal;
}

/** A document from elsewhere, for example SAML metadata. */
export interface FetchedDocument {
  status: number;
  /** Lower case, without parameters; empty if the server said none. */
  contentType: string;
  bytes: Uint8Array;
  /** `bytes` as UTF-8. */
  text: string;
  /** Its address after redirects. */
  finalUrl: string;
}

export type DocumentAnswer =
  | { outcome: "fetched"; document: FetchedDocument }
  | { outcome: "refused"; error: OutboundError };

/**
 * The only client for outgoing requests (docs/model.md#outgoing-requests): https unless allowed, no private address
 * at any hop, the address checked is the address connected to, 5 s to connect, 10 s for all, 1 MB of body, no
 * cookies.
 */
export interface Outbound {
  /** Like `fetch`, for programs: the body has been read when it resolves. Throws `OutboundError`, nothing else. */
  fetch(url: string | URL, init?: SafeFetchInit): Promise<Response>;
  /** One GET of a document; any answer but a 2xx is `outbound_http_status`. Never throws. */
  fetchDocument(url: string, options?: { accept?: string; maxBytes?: number }): Promise<DocumentAnswer>;
  /**
   * Whether an address may be used at all, without asking DNS: well-formed, no user or password in it, https or
   * allowed, not a literal private address. Also for addresses that only a browser will visit.
   */
  check(url: string): OutboundError | null;
  /**
   * The same client for one party, usually a connection's id. Turns at a host are counted for each party by itself:
   * many tenants have their providers at one host, and a flood delays only its own party.
   */
  onBehalfOf(party: string): Outbound;
}
