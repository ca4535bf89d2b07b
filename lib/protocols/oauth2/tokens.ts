import type { OAuth2RefusalCode } from "@/lib/model/refusals/oauth2";
import type { OAuth2Settings, ToolTokens } from "@/lib/ports/oauth2";
import { done } from "@/lib/protocols/check-log";
import { type Answer, call, isRecord, type Line, parsed, withClient } from "./calls";
import type { Step } from "./step";

const errors: Record<string, OAuth2RefusalCode> = {
  invalid_client: "tool_client_rejected",
  // Some send it for a wrong secret, others for a missing registration: the explanation names both.
  unauthorized_client: "tool_client_rejected",
  incorrect_client_credentials: "tool_client_rejected",
  invalid_client_id: "tool_client_rejected",
  invalid_grant: "tool_code_rejected",
  invalid_code: "tool_code_rejected",
  // GitHub's name for a code that is wrong, used or expired.
  bad_verification_code: "tool_code_rejected",
};

/** Trades a code or a refresh token at the token endpoint (RFC 6749 §4.1.3, §6). */
export async function trade(
  line: Line,
  settings: OAuth2Settings,
  grant: Record<string, string>,
  now: Date,
): Promise<Step<ToolTokens>> {
  const { headers, body } = withClient(settings, new URLSearchParams(grant));
  const called = await call(line, "code_exchange", settings.tokenUrl, { method: "POST", headers, body });
  return called.ok ? readTokenAnswer(line, called.value, settings, now) : called;
}

/**
 * Reads the token endpoint's answer (RFC 6749 §5). Tools differ: some answer in form encoding, some send an error
 * with status 200, some separate the granted scopes by commas.
 */
export function readTokenAnswer(
  { checks }: Pick<Line, "checks">,
  answer: Answer,
  settings: OAuth2Settings,
  now: Date,
): Step<ToolTokens> {
  const body = bodyOf(answer);
  const error = typeof body?.error === "string" ? body.error : null;
  const client =
    settings.tokenEndpointAuthMethod === "none"
      ? `client ID ${settings.clientId} without a secret (public client)`
      : `client ID ${settings.clientId} and its secret, by ${settings.tokenEndpointAuthMethod}`;
  if (answer.status !== 200 || error !== null) {
    const description = typeof body?.error_description === "string" ? `: ${body.error_description}` : "";
    const received = error ? `${error}${description}` : `status ${answer.status}`;
    const code = error !== null && Object.hasOwn(errors, error) ? errors[error] : undefined;
    if (answer.status === 401 || code === "tool_client_rejected")
      return checks.refuse("tool_client_rejected", "client_authentication", received, client);
    if (code) return checks.refuse(code, "code_exchange", received, "an access token");
    if (answer.status >= 500 || (answer.status >= 300 && answer.status < 400))
      return checks.refuse("tool_status", "code_exchange", received, "status 200");
    return checks.refuse("tool_token_request_rejected", "code_exchange", received, "an access token");
  }
  checks.pass("client_authentication", null, client);
  const accessToken = body?.access_token;
  // RFC 6750 §2.1: a value that does not fit into a header is not a bearer token.
  if (typeof accessToken !== "string" || !/^[\x21-\x7e]{1,8192}$/.test(accessToken))
    return checks.refuse("tool_token_answer_invalid", "code_exchange", what(answer, body), "an access token");
  const type = body?.token_type;
  if (type !== undefined && (typeof type !== "string" || type.toLowerCase() !== "bearer"))
    return checks.refuse("tool_token_answer_invalid", "code_exchange", type, "the token type Bearer");
  checks.pass("code_exchange");
  const refreshToken = body?.refresh_token;
  return done({
    accessToken,
    refreshToken:
      typeof refreshToken === "string" && refreshToken !== "" && refreshToken.length <= 8192
        ? refreshToken
        : null,
    scopes: scopesOf(body?.scope) ?? settings.scopes,
    expiresAt: endOf(body?.expires_in, now),
  });
}

function bodyOf({ text, type }: Answer): Record<string, unknown> | null {
  const json = parsed(text);
  if (isRecord(json)) return json;
  const isForm = type === "application/x-www-form-urlencoded" || type === "text/plain";
  return isForm ? Object.fromEntries(new URLSearchParams(text)) : null;
}

function what(answer: Answer, body: Record<string, unknown> | null): string {
  if (!body) return answer.type || "no content type";
  return body.access_token === undefined ? "no access token" : "an access token of another form";
}

function scopesOf(scope: unknown): string[] | null {
  const all = Array.isArray(scope) ? scope.filter((one) => typeof one === "string").join(" ") : scope;
  if (typeof all !== "string" || all.trim() === "") return null;
  return [...new Set(all.split(/[\s,]+/).filter(Boolean))].slice(0, 100);
}

function endOf(expiresIn: unknown, now: Date): Date | null {
  const seconds = typeof expiresIn === "string" ? Number(expiresIn) : expiresIn;
  if (typeof seconds !== "number" || !Number.isFinite(seconds) || seconds <= 0) return null;
  return new Date(now.getTime() + Math.min(seconds, 10 * 365 * 86_400) * 1000);
}
