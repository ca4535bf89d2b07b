import type { OAuth2RefusalCode } from "@/lib/model/refusals/oauth2";
import type { OAuth2Settings } from "@/lib/ports/oauth2";
import { isOutboundError, type Outbound, type OutboundErrorCode } from "@/lib/ports/safe-fetch";
import { done } from "@/lib/protocols/check-log";
import type { OAuth2Checks, Step } from "./step";

const codes: Record<OutboundErrorCode, OAuth2RefusalCode> = {
  outbound_url_invalid: "tool_address_not_allowed",
  outbound_not_https: "tool_address_not_allowed",
  outbound_private_address: "tool_address_not_allowed",
  outbound_dns: "tool_not_found",
  outbound_refused: "tool_connection_refused",
  outbound_tls: "tool_certificate",
  outbound_timeout: "tool_timeout",
  outbound_too_large: "tool_too_large",
  outbound_too_many_redirects: "tool_status",
  outbound_not_http: "tool_unreadable",
  outbound_unreadable: "tool_unreadable",
  outbound_busy: "tool_busy",
  outbound_http_status: "tool_status",
};

export interface Answer {
  status: number;
  type: string;
  text: string;
}

/** What every call of one validation shares. */
export interface Line {
  outbound: Outbound;
  checks: OAuth2Checks;
  signal: AbortSignal;
}

/** One call to the tool; a redirect is an answer, never followed: it would carry the code or the token elsewhere. */
export async function call(
  line: Line,
  check: string,
  url: string,
  init: { method?: string; headers?: Record<string, string>; body?: URLSearchParams },
): Promise<Step<Answer>> {
  try {
    const response = await line.outbound.fetch(url, { ...init, redirects: "return", signal: line.signal });
    const type = (response.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    return done({ status: response.status, type, text: await response.text() });
  } catch (error) {
    // `Outbound` throws nothing else; the only other abort is the limit of the whole validation.
    if (!isOutboundError(error))
      return line.checks.refuse("tool_timeout", check, error instanceof Error ? error.message : null);
    return line.checks.refuse(codes[error.code], check, error.message);
  }
}

/** The client's credentials (RFC 6749 §2.3.1), form-encoded before they become a Basic header. */
export function withClient(
  settings: OAuth2Settings,
  body: URLSearchParams,
): { headers: Record<string, string>; body: URLSearchParams } {
  const headers = { accept: "application/json" };
  if (settings.tokenEndpointAuthMethod === "client_secret_basic") {
    const pair = `${encoded(settings.clientId)}:${encoded(settings.clientSecret)}`;
    return { headers: { ...headers, authorization: `Basic ${Buffer.from(pair).toString("base64")}` }, body };
  }
  body.set("client_id", settings.clientId);
  if (settings.tokenEndpointAuthMethod !== "none") body.set("client_secret", settings.clientSecret);
  return { headers, body };
}

function encoded(text: string): string {
  return new URLSearchParams({ "": text }).toString().slice(1);
}

/** A JSON document, or `undefined` if the text is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
