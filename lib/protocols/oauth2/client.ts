import { createHash } from "node:crypto";
import { startDeadline } from "@/lib/infra/http-client/deadline";
import type { OAuth2BeginInput, OAuth2BeginResult, OAuth2Client, OAuth2Settings } from "@/lib/ports/oauth2";
import type { Outbound } from "@/lib/ports/safe-fetch";
import { validateAnswer } from "./answer";
import { call, type Line, withClient } from "./calls";
import { identify } from "./identity";
import { OAuth2Checks } from "./step";
import { trade } from "./tokens";

export interface OAuth2ClientOptions {
  outbound: Outbound;
  /** The time limit of validating one answer, all calls together. */
  budgetMs?: number;
}

/** Creates the OAuth 2 client. It has no state. */
export function createOAuth2Client({ outbound, budgetMs = 15_000 }: OAuth2ClientOptions): OAuth2Client {
  async function within<T>({ connectionId }: OAuth2Settings, work: (line: Line) => Promise<T>): Promise<T> {
    const deadline = startDeadline(budgetMs);
    try {
      return await work({
        outbound: outbound.onBehalfOf(connectionId),
        checks: new OAuth2Checks(),
        signal: deadline.signal,
      });
    } finally {
      deadline.end();
    }
  }

  return {
    begin: (input) => begin(outbound, input),
    receive: ({ settings, redirectUri, parameters, expected, now }) =>
      within(settings, async (line) => {
        const { checks } = line.checks;
        const code = validateAnswer(parameters, expected.state, line.checks);
        if (!code.ok) return { result: { outcome: "refused", refusal: code.refusal, checks }, tokens: null };
        const grant = {
          grant_type: "authorization_code",
          code: code.value,
          redirect_uri: redirectUri,
          code_verifier: expected.codeVerifier,
        };
        const tokens = await trade(line, settings, grant, now);
        if (!tokens.ok)
          return { result: { outcome: "refused", refusal: tokens.refusal, checks }, tokens: null };
        const identity = await identify(line, settings, tokens.value.accessToken);
        if (!identity.ok)
          return { result: { outcome: "refused", refusal: identity.refusal, checks }, tokens: null };
        return {
          result: { outcome: "accepted", identity: identity.value, checks },
          tokens: tokens.value,
        };
      }),
    refresh: (settings, refreshToken, now) =>
      within(settings, async (line) => {
        const grant = { grant_type: "refresh_token", refresh_token: refreshToken };
        const tokens = await trade(line, settings, grant, now);
        if (tokens.ok) return { outcome: "refreshed", tokens: tokens.value };
        const { refusal } = tokens;
        return refusal.code === "tool_code_rejected" ? { outcome: "ended" } : { outcome: "refused", refusal };
      }),
    revoke: (settings, token) =>
      within(settings, async (line) => {
        if (!settings.revocationUrl) return false;
        const { headers, body } = withClient(settings, new URLSearchParams({ token }));
        const called = await call(line, "revocation", settings.revocationUrl, {
          method: "POST",
          headers,
          body,
        });
        return called.ok && called.value.status >= 200 && called.value.status < 300;
      }),
  };
}

function begin(outbound: Outbound, input: OAuth2BeginInput): OAuth2BeginResult {
  const { settings } = input;
  const objection = outbound.check(settings.authorizationUrl);
  if (objection) {
    const refusal = {
      code: "tool_address_not_allowed",
      check: "begin",
      received: objection.message,
    } as const;
    return { outcome: "refused", refusal: { ...refusal, expected: "an https:// address" } };
  }
  const url = new URL(settings.authorizationUrl);
  // RFC 7636: a stolen code cannot be traded. A tool without PKCE ignores it.
  const challenge = createHash("sha256").update(input.codeVerifier).digest("base64url");
  const parameters: Record<string, string> = {
    ...settings.extraParameters,
    response_type: "code",
    client_id: settings.clientId,
    redirect_uri: input.redirectUri,
    ...scopeParameter(settings),
    state: input.state,
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...(input.loginHint ? { login_hint: input.loginHint } : {}),
  };
  // Set, not appended: whatever the address's own query contains, each of ours occurs once.
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return { outcome: "ready", url: url.href };
}

function scopeParameter({ scopes, scopeSeparator }: OAuth2Settings): Record<string, string> {
  return scopes.length > 0 ? { scope: scopes.join(scopeSeparator) } : {};
}
