import { abortable } from "@/lib/infra/http-client/deadline";
import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import type { OidcSettings, ProviderMetadata, ReceiveInput } from "@/lib/ports/oidc";
import type { Outbound } from "@/lib/ports/safe-fetch";
import { validateAnswer } from "./authorization-answer";
import { type Captured, clientInWords, converse } from "./client";
import { objectionOf, readTokenAnswer, tradeCode } from "./exchange";
import { validateClaims } from "./id-token-claims";
import { type VerifiedToken, verifySignature } from "./id-token-signature";
import { identityOf } from "./identity";
import type { KeySet, SigningKeys } from "./signing-keys";
import { OidcChecks, refused, type Step } from "./step";
import { fetchMore } from "./userinfo";

export interface ReceivingParts {
  outbound: Outbound;
  keys: SigningKeys;
  /** Milliseconds, of which only differences count. */
  clock: () => number;
  providerOf: (settings: OidcSettings, checks: OidcChecks) => Promise<Step<ProviderMetadata>>;
  /** The provider's current document; `null` if that was read a moment ago or cannot be read. */
  readAgain: (settings: OidcSettings) => Promise<ProviderMetadata | null>;
}

/** The state that the passes over one answer share. */
export interface Round {
  parts: ReceivingParts;
  input: ReceiveInput;
  signal: AbortSignal;
  /** By `parts.clock`. */
  startedAt: number;
}

export interface Validated {
  result: ValidationResult<OidcRefusalCode>;
  /** The token endpoint's answer; `null` if it was not called. */
  tokenAnswer: Captured | null;
}

/** Longer ones do not fit into the address that ends the provider's session. */
const longestHint = 6_000;

/**
 * Validates an answer whose state is right against one version of the provider's document. `obtained` is a token answer
 * obtained before: the code is then not traded again.
 */
export async function validateWith(
  round: Round,
  provider: ProviderMetadata,
  obtained: Captured | null,
): Promise<Validated> {
  const { parts, input, signal } = round;
  const { settings, parameters, expected } = input;
  const { issuer, clientId } = settings;
  const checks = new OidcChecks();
  const code = validateAnswer(parameters, provider, checks);
  if (!code.ok) return { result: refused(code, checks), tokenAnswer: null };

  const signature = signatureOnce(round, provider);
  const client = clientInWords(settings, provider);
  const conversation = converse({
    provider,
    settings,
    outbound: parts.outbound,
    // A token is issued after the browser returned: the time of its arrival counts, not the browser's.
    clock: () => new Date(input.now.getTime() + parts.clock() - round.startedAt),
    signal,
    keys: keysOf(round, provider, client, signature),
    tokenAnswer: obtained?.status === 200 ? obtained : null,
  });
  const { answer: tokenAnswer, objection } = await tradeCode(conversation, input);
  const finish = (result: ValidationResult<OidcRefusalCode>): Validated => ({ result, tokenAnswer });
  const tokens = readTokenAnswer(tokenAnswer, client, checks);
  if (conversation.triedBasic)
    checks.note("client_secret_basic_tried", tokens.ok, "refused in the form", "by client_secret_basic too");
  if (!tokens.ok) return finish(refused(tokens, checks));

  const { idToken, accessToken, providerNow, receivedAt } = tokens.value;
  const verified = await signature(idToken);
  checks.checks.push(...verified.checks);
  if (!verified.step.ok) return finish(refused(verified.step, checks));
  const { algorithm } = verified.step.value;
  const claims = validateClaims(
    verified.step.value.claims,
    { issuer, clientId, nonce: expected.nonce, accessToken, algorithm, now: receivedAt, providerNow },
    checks,
  );
  if (!claims.ok) return finish(refused(claims, checks));
  if (objection) {
    return finish(
      refused(checks.refuse("id_token_rejected", "second_opinion", objectionOf(objection)), checks),
    );
  }
  checks.pass("second_opinion");

  const person = { claims: claims.value, accessToken };
  const more = await fetchMore(conversation, provider, settings, person, checks);
  if (!more.ok) return finish(refused(more, checks));
  const isHandedBack = provider.endSessionEndpoint !== null && idToken.length <= longestHint;
  const identity = {
    ...identityOf(claims.value, more.value),
    ...(isHandedBack ? { signOutHint: idToken } : {}),
  };
  return finish({ outcome: "accepted", identity, checks: checks.checks });
}

type SignatureOnce = (token: string) => Promise<{ step: Step<VerifiedToken>; checks: OidcChecks["checks"] }>;

/** Our own check of the signature, done once per pass; `openid-client` then verifies with the same keys. */
function signatureOnce({ parts, input, signal }: Round, provider: ProviderMetadata): SignatureOnce {
  const { connectionId } = input.settings;
  const list = new OidcChecks();
  let running: Promise<Step<VerifiedToken>> | undefined;
  return async (token) => {
    const source = {
      get: () => parts.keys.get(connectionId, provider.jwksUri),
      lookAgain: () => parts.keys.lookAgain(connectionId, provider.jwksUri),
    };
    running ??= abortable(verifySignature(token, provider.idTokenAlgorithms, source, list), signal);
    return { step: await running, checks: list.checks };
  };
}

/** The keys for the second opinion. */
function keysOf(round: Round, provider: ProviderMetadata, client: string, signature: SignatureOnce) {
  const { parts, input, signal } = round;
  return async (answer: Captured | null): Promise<KeySet> => {
    const tokens = readTokenAnswer(answer, client, new OidcChecks());
    const verified = tokens.ok ? await signature(tokens.value.idToken) : null;
    if (verified?.step.ok) return verified.step.value.keys;
    const current = await abortable(parts.keys.get(input.settings.connectionId, provider.jwksUri), signal);
    return current.ok ? current.value : [];
  };
}
