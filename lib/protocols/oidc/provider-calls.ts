import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import { isOutboundError, type OutboundErrorCode } from "@/lib/ports/safe-fetch";
import type { OidcChecks, RefusedStep } from "./step";

/** The names of failed calls in a validation result. The check says at which step the call failed. */
const codes: Record<OutboundErrorCode, OidcRefusalCode> = {
  outbound_url_invalid: "issuer_invalid",
  outbound_not_https: "provider_not_https",
  outbound_private_address: "provider_private_address",
  outbound_dns: "provider_not_found",
  outbound_refused: "provider_connection_refused",
  outbound_tls: "provider_certificate",
  outbound_timeout: "provider_timeout",
  outbound_too_large: "provider_too_large",
  outbound_too_many_redirects: "provider_status",
  outbound_not_http: "provider_unreadable",
  outbound_unreadable: "provider_unreadable",
  outbound_busy: "provider_busy",
  outbound_http_status: "provider_status",
};

/** The refusal for a failed call. */
export function refuseCall(checks: OidcChecks, check: string, error: unknown): RefusedStep {
  if (isOutboundError(error)) return checks.refuse(codes[error.code], check, error.message);
  // `Outbound` throws nothing else; the only other abort is a limit of the caller's own.
  return checks.refuse("provider_timeout", check, error instanceof Error ? error.message : null);
}

/** The body of an answer as a JSON object, or `null`. */
export function jsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `application/json` of `Application/JSON; charset=utf-8`. */
export function mediaType(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}
