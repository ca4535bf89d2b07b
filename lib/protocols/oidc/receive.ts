import { abortable } from "@/lib/infra/http-client/deadline";
import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import type { OidcSettings, ProviderMetadata, ReceiveInput } from "@/lib/ports/oidc";
import type { Outbound } from "@/lib/ports/safe-fetch";
import { validateAnswer, validateState } from "./authorization-answer";
import { authMethod, type Captured, converse } from "./client";
import { objectionOf, readTokenAnswer, tradeCode } from "./exchange";
import { validateClaims } from "./id-token-claims";
import { type VerifiedToken, verifySignature } from "./id-token-signature";
import { identityOf } from "./identity";
import type { KeySet, SigningKeys } from "./signing-keys";
import { OidcChecks, type RefusedStep, type Step } from "./step";
import { fetchMore } from "./userinfo";

export interface ReceivingParts {
  outbound: Outbound;
  keys: SigningKeys;
  /** Milliseconds, of which only differences count. */
  clock: () => number;
  providerOf: (settings: OidcSettings, checks: OidcChecks) => Promise<Step<ProviderMetadata>>;
}

/**
 * Judges what the browser brought back: the answer, the tokens behind its code, and what userinfo adds.
 * Rejects with the signal's reason where the time is up, and otherwise never.
 */
export async function validate(
  { outbound, keys, clock, providerOf }: ReceivingParts,
  input: ReceiveInput,
  checks: OidcChecks,
  signal: AbortSignal,
): Promise<ValidationResult<OidcRefusalCode>> {
  const { settings, parameters, expected } = input;
  const startedAt = clock();
  const { issuer, clientId, connectionId } = settings;
  const state = validateState(parameters, expected.state, checks);
  if (!state.ok) return refused(state, checks);
  const found = await abortable(providerOf(settings, checks), signal);
  if (!found.ok) return refused(found, checks);
  const provider = found.value;
  const code = validateAnswer(parameters, provider, checks);
  if (!code.ok) return refused(code, checks);

  const signature = signatureOnce(keys, provider, connectionId, signal);
  const client = `client ID ${clientId} and its secret, by ${authMethod(settings, provider)}`;
  const keysFor = async (answer: Captured | null): Promise<KeySet> => {
    const tokens = readTokenAnswer(answer, client, new OidcChecks());
    const verified = tokens.ok ? await signature(tokens.value.idToken) : null;
    if (verified?.step.ok) return verified.step.value.keys;
    const current = await abortable(keys.get(connectionId, provider.jwksUri), signal);
    return current.ok ? current.value : [];
  };
  // A token is made after the browser came back: it is judged by the time at which it came, not by that of the browser.
  const timeNow = () => new Date(input.now.getTime() + clock() - startedAt);
  const conversation = converse({ provider, settings, outbound, clock: timeNow, signal, keys: keysFor });
  const { answer, objection } = await tradeCode(conversation, input);
  const tokens = readTokenAnswer(answer, client, checks);
  if (!tokens.ok) return refused(tokens, checks);

  const { idToken, accessToken, providerNow, receivedAt } = tokens.value;
  const verified = await signature(idToken);
  checks.checks.push(...verified.checks);
  if (!verified.step.ok) return refused(verified.step, checks);
  const { algorithm } = verified.step.value;
  const claims = validateClaims(
    verified.step.value.claims,
    { issuer, clientId, nonce: expected.nonce, accessToken, algorithm, now: receivedAt, providerNow },
    checks,
  );
  if (!claims.ok) return refused(claims, checks);
  if (objection) {
    return refused(checks.refuse("id_token_rejected", "second_opinion", objectionOf(objection)), checks);
  }
  checks.pass("second_opinion");

  const person = { claims: claims.value, accessToken };
  const more = await fetchMore(conversation, provider, settings, person, checks);
  if (!more.ok) return refused(more, checks);
  return { outcome: "accepted", identity: identityOf(claims.value, more.value), checks: checks.checks };
}

/** Our own check of the signature, made once per answer; `openid-client` then verifies with the same keys. */
function signatureOnce(
  keys: SigningKeys,
  provider: ProviderMetadata,
  connectionId: string,
  signal: AbortSignal,
) {
  const list = new OidcChecks();
  let running: Promise<Step<VerifiedToken>> | undefined;
  return async (token: string) => {
    const source = {
      get: () => keys.get(connectionId, provider.jwksUri),
      lookAgain: () => keys.lookAgain(connectionId, provider.jwksUri),
    };
    running ??= abortable(verifySignature(token, provider.idTokenAlgorithms, source, list), signal);
    return { step: await running, checks: list.checks };
  };
}

/** The judgement of a refused step. */
export function refused(step: RefusedStep, checks: OidcChecks): ValidationResult<OidcRefusalCode> {
  return { outcome: "refused", refusal: step.refusal, checks: checks.checks };
}
