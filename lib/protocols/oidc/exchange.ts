import * as openid from "openid-client";
import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { ReceiveInput } from "@/lib/ports/oidc";
import { done } from "@/lib/protocols/check-log";
import type { Captured, Conversation } from "./client";
import { jsonObject, mediaType, refuseCall } from "./provider-calls";
import type { OidcChecks, Step } from "./step";

export interface Tokens {
  accessToken: string;
  idToken: string;
  /** The provider's clock, from the answer's `Date`. */
  providerNow: Date | null;
  /** When the answer came, by this side's clock. */
  receivedAt: Date;
}

/**
 * Trades the code for tokens through `openid-client`, which also validates the ID token. Returns the provider's
 * answer and the library's result; the caller checks both.
 */
export async function tradeCode(
  conversation: Conversation,
  input: ReceiveInput,
): Promise<{ answer: Captured | null; objection: unknown }> {
  const url = new URL(input.redirectUri);
  url.search = input.parameters.toString();
  const { state, nonce, codeVerifier } = input.expected;
  try {
    await openid.authorizationCodeGrant(conversation.config, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    return { answer: conversation.last, objection: null };
  } catch (objection) {
    return { answer: conversation.last, objection };
  }
}

const errors: Record<string, OidcRefusalCode> = {
  invalid_client: "client_authentication_failed",
  invalid_grant: "code_rejected",
  unauthorized_client: "client_not_authorized",
  invalid_request: "token_request_rejected",
  invalid_scope: "token_request_rejected",
  unsupported_grant_type: "token_request_rejected",
};

/** Reads the token endpoint's answer (RFC 6749 §5, OpenID Connect Core §3.1.3.3). */
export function readTokenAnswer(
  answer: Captured | null,
  expectedClient: string,
  checks: OidcChecks,
): Step<Tokens> {
  if (!answer)
    return checks.refuse("token_request_rejected", "code_exchange", "the request could not be made");
  if (answer.failure) return refuseCall(checks, "code_exchange", answer.failure);
  const body = jsonObject(answer.text);
  if (answer.status !== 200) {
    const error = typeof body?.error === "string" ? body.error : null;
    const description = typeof body?.error_description === "string" ? `: ${body.error_description}` : "";
    const received = error ? `${error}${description}` : `status ${answer.status}`;
    // Some providers use another name for a wrong secret, but most answer 401 (RFC 6749 §5.2). The name does not
    // distinguish a wrong secret from a wrong registration: both explanations mention both.
    if (answer.status === 401) {
      return checks.refuse("client_authentication_failed", "client_authentication", received, expectedClient);
    }
    const code = error !== null && Object.hasOwn(errors, error) ? errors[error] : undefined;
    if (code === "client_authentication_failed") {
      return checks.refuse(code, "client_authentication", received, expectedClient);
    }
    if (code) return checks.refuse(code, "code_exchange", received, "tokens");
    if (error !== null && answer.status < 500) {
      return checks.refuse("token_request_rejected", "code_exchange", received, "tokens");
    }
    return checks.refuse("provider_status", "code_exchange", received, "status 200");
  }
  checks.pass("client_authentication", null, expectedClient);
  const type = mediaType(answer.headers);
  if (!body || type !== "application/json") {
    return checks.refuse(
      "token_answer_invalid",
      "code_exchange",
      type || "no content type",
      "application/json",
    );
  }
  const { access_token: accessToken, token_type: tokenType, id_token: idToken } = body;
  if (typeof accessToken !== "string" || accessToken === "") {
    return checks.refuse("token_answer_invalid", "code_exchange", "no access token", "access_token");
  }
  if (typeof tokenType !== "string" || tokenType.toLowerCase() !== "bearer") {
    return checks.refuse("token_answer_invalid", "code_exchange", tokenType ?? "no token type", "Bearer");
  }
  checks.pass("code_exchange");
  if (typeof idToken !== "string" || idToken === "") {
    return checks.refuse("id_token_missing", "id_token", null, "an ID token");
  }
  checks.pass("id_token");
  const date = Date.parse(answer.headers.get("date") ?? "");
  const providerNow = Number.isNaN(date) ? null : new Date(date);
  return done({ accessToken, idToken, providerNow, receivedAt: answer.receivedAt });
}

/** The objection of `openid-client` to an answer, in its words. Names of claims only, no values. */
export function objectionOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return inner instanceof Error ? inner.message : "an unknown objection";
}
