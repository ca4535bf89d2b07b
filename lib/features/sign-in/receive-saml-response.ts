import type { AttemptSecrets } from "@/lib/db/repositories/attempts";
import type { Store } from "@/lib/db/store";
import type { Configuration, Connection, SignInOption } from "@/lib/model/connections/connection";
import type { AdmissionRefusal } from "@/lib/model/refusals/admission";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import { safeReturnTarget } from "@/lib/model/return-path";
import type { AttemptCause, SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { Space } from "@/lib/model/spaces/space";
import type { TokensToKeep } from "@/lib/ports/oauth2";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { readInResponseTo } from "@/lib/protocols/saml/read-in-response-to";
import { receiveSaml } from "@/lib/protocols/saml/receive";
import { demandingOf, newAttempt } from "./begin-round-trip";

export interface SamlPost {
  connectionId: string;
  samlResponse: string;
  relayState: string | null;
  address: string | null;
}

/** What the assertion consumer service answers with. */
export type Received =
  /** Go to `finish` with this ticket. `bind` is a secret for the browser where it has none of ours yet. */
  | { outcome: "ticket"; ticket: string; bind: string | null }
  | { outcome: "refused"; code: string; attemptId: string | null }
  | { outcome: "not_found" };

type Attempt = SignInAttempt & AttemptSecrets;

/**
 * Receives a SAML response (docs/model.md#receive): finds the attempt that it answers, judges it by `lib/saml`, and
 * keeps the verified identity under a one-time ticket. The cross-site POST carries no cookie of ours, so who the
 * browser is gets checked by `finish`. Nobody is let in here.
 */
export async function receiveSamlResponse(deps: SsoDependencies, post: SamlPost): Promise<Received> {
  const received = await receive(deps, post);
  if (received.outcome === "refused") deps.meter.signIn("saml", received.code);
  return received;
}

async function receive(deps: SsoDependencies, post: SamlPost): Promise<Received> {
  const hints = readInResponseTo(post.samlResponse);
  const found = await deps.store.connectionLookup.withLive(
    post.connectionId,
    hints?.inResponseTo ? { requestId: hints.inResponseTo } : null,
  );
  if (found?.connection.protocol !== "saml") return { outcome: "not_found" };
  const { connection } = found;
  const attempt =
    found.attempt ?? (hints?.inResponseTo ? null : await awaitingTest(deps, connection, found.live, post));
  const now = deps.now();
  if (attempt && attempt.expiresAt <= now)
    return { outcome: "refused", code: "attempt_expired", attemptId: attempt.id };
  if (attempt && attempt.status !== "started")
    return { outcome: "refused", code: "attempt_used", attemptId: attempt.id };

  // A test judges by the version under test; a sign-in by what is live now, whatever was live when it began.
  const configuration = attempt?.testRunId
    ? await deps.store.connectionsOf(connection.organizationId).configuration(attempt.configurationId)
    : found.live;
  if (!configuration)
    return attempt ? answer(deps, connection, attempt, noConfiguration) : { outcome: "not_found" };
  const validated = deps.meter.verification("saml");
  const { result: validation } = await receiveSaml(deps, {
    connection,
    configuration: demandingOf(configuration, attempt ?? {}),
    answer: answerOf(post),
    attempt: attempt?.requestId
      ? { requestId: attempt.requestId, secrets: null, createdAt: attempt.createdAt }
      : null,
    mayBeEncrypted: hints?.mayBeEncrypted ?? true,
  });
  validated(validation.outcome);
  return attempt
    ? answer(deps, connection, attempt, validation)
    : acceptUnsolicited(deps, connection, configuration, post, validation);
}

/**
 * The test that an answer without a request belongs to, if one waits for it. While the connection lets people in, it must
 * come from where the test was opened, or it is somebody's sign-in; `finish` then asks for the browser's cookie.
 */
async function awaitingTest(
  { store, now }: SsoDependencies,
  connection: Connection,
  live: Configuration | null,
  { address }: SamlPost,
): Promise<Attempt | null> {
  if (live && address === null) return null;
  return store.attempts.awaitingProvider(connection.id, { address: live ? address : null, now: now() });
}

/** The connection lost its live version while somebody was at the provider. */
const noConfiguration: ValidationResult<AdmissionRefusal> & { outcome: "refused" } = {
  outcome: "refused",
  refusal: {
    code: "connection_inactive",
    check: "sign_in_option",
    received: "no live configuration",
    expected: "a live configuration",
  },
  checks: [],
};
type Validated = Awaited<ReturnType<typeof receiveSaml>>["result"];
type Answer = Validated | typeof noConfiguration;

const answerOf = ({ samlResponse, relayState }: SamlPost) =>
  new URLSearchParams({
    SAMLResponse: samlResponse,
    ...(relayState === null ? {} : { RelayState: relayState }),
  });

interface Verdict {
  refusalCode: string | null;
  cause: AttemptCause;
  identity: VerifiedIdentity | null;
}

function verdictOf(validation: Answer): Verdict {
  if (validation.outcome === "accepted")
    return {
      refusalCode: null,
      cause: { check: null, received: null, expected: null, checks: validation.checks },
      identity: validation.identity,
    };
  const { code, check, received, expected } = validation.refusal;
  return {
    refusalCode: code,
    cause: { check, received, expected, checks: validation.checks },
    identity: null,
  };
}

function firstUse(verdict: Verdict): Verdict {
  const check = { name: "replay", passed: true, received: null, expected: null };
  return { ...verdict, cause: { ...verdict.cause, checks: [...verdict.cause.checks, check] } };
}

/** An assertion is used once per connection, across processes and restarts (SAML Profiles 4.1.4.5). */
async function useOnce(tx: Store, connection: Connection, validation: Answer, now: Date): Promise<Verdict> {
  const verdict = verdictOf(validation);
  if (validation.outcome !== "accepted") return verdict;
  const fresh = await tx.attempts.useAssertion(
    connection.id,
    validation.assertionId,
    now,
    validation.assertionExpiresAt,
  );
  if (fresh) return firstUse(verdict);
  const replay = {
    check: "replay",
    received: "an assertion that was used before",
    expected: "a new assertion",
  };
  return {
    refusalCode: "assertion_replayed",
    cause: {
      ...replay,
      checks: [
        ...verdict.cause.checks,
        { name: "replay", passed: false, received: replay.received, expected: replay.expected },
      ],
    },
    identity: null,
  };
}

async function answer(
  deps: SsoDependencies,
  connection: Connection,
  attempt: Attempt,
  validation: Answer,
): Promise<Received> {
  const now = deps.now();
  const ticket = deps.secrets.secret();
  const ticketHash = deps.secrets.hash(ticket);
  const seal = ({ identity }: Verdict) => (identity ? sealIdentity(deps, attempt, identity) : null);
  if (validation.outcome === "accepted") {
    // Nearly always neither was used before; one statement settles that, and where it does not, two say why.
    const verdict = firstUse(verdictOf(validation));
    const settled = await deps.store.attempts.answerByAssertion(
      attempt,
      { id: validation.assertionId, expiresAt: validation.assertionExpiresAt },
      {
        ticketHash,
        identitySealed: sealIdentity(deps, attempt, validation.identity),
        cause: verdict.cause,
      },
      now,
    );
    if (settled) return { outcome: "ticket", ticket, bind: null };
  }
  const answered = await deps.store.transaction(async (tx) => {
    const verdict = await useOnce(tx, connection, validation, now);
    return tx.attempts.answer(
      attempt.id,
      {
        ticketHash,
        identitySealed: seal(verdict),
        refusalCode: verdict.refusalCode,
        cause: verdict.cause,
        email: null,
      },
      now,
    );
  });
  return answered
    ? { outcome: "ticket", ticket, bind: null }
    : { outcome: "refused", code: "attempt_used", attemptId: attempt.id };
}

/**
 * A response that answers no request of ours. The verifier has refused it unless the connection allows sign-ins begun
 * at the provider; either way the sign-in log of the space gets its line.
 */
async function acceptUnsolicited(
  deps: SsoDependencies,
  connection: Connection,
  configuration: Configuration,
  post: SamlPost,
  validation: Validated,
): Promise<Received> {
  const wait = await deps.rateLimits.spend("begin_by_address", post.address ?? "unknown");
  if (wait > 0) return { outcome: "refused", code: "too_many_attempts", attemptId: null };
  const space = await spaceAccessOf(deps, connection);
  if (!space) return { outcome: "not_found" };
  const now = deps.now();
  const id = deps.secrets.id("att");
  const ticket = deps.secrets.secret();
  const bind = deps.secrets.secret();
  const blank = newAttempt(
    deps,
    { space, connection, address: post.address, configurationId: configuration.id },
    id,
  );
  const verdict = await deps.store.transaction(async (tx) => {
    const result = await useOnce(tx, connection, validation, now);
    const common = {
      ...blank,
      initiatedBy: "identity_provider" as const,
      startedElsewhere: true,
      refusalCode: result.refusalCode,
      cause: result.cause,
    };
    if (!result.identity) {
      await tx.attempts.insert({ ...common, status: "refused", finishedAt: now });
      return result;
    }
    await tx.attempts.insert({
      ...common,
      status: "answered",
      answeredAt: now,
      browserHash: deps.secrets.hash(bind),
      // The provider's RelayState may name a page to open; only one of this site is kept.
      returnTo: safeReturnTarget(post.relayState, deps.appUrl),
      ticketHash: deps.secrets.hash(ticket),
      identitySealed: sealIdentity(deps, blank, result.identity),
    });
    return result;
  });
  return verdict.identity
    ? { outcome: "ticket", ticket, bind }
    : { outcome: "refused", code: verdict.refusalCode ?? "attempt_unknown", attemptId: id };
}

/**
 * The space whose door a sign-in begun at the provider knocks at: the first that it could enter, else any, so that the
 * refusal stands in somebody's sign-in log.
 */
async function spaceAccessOf(deps: SsoDependencies, connection: Connection): Promise<Space | null> {
  const options = await deps.store
    .organizationOptionsOf(connection.organizationId)
    .ofConnection(connection.id);
  const spaces = await deps.store.spaces.byIds(options.map(({ spaceId }) => spaceId));
  const of = (option: SignInOption | undefined) => spaces.find(({ id }) => id === option?.spaceId) ?? null;
  const open = options.find((option) => option.status === "active" && of(option)?.ssoSubscribed);
  return of(open ?? options[0]);
}

/** Seals an identity for the short way from `receive` to `finish`. */
export function sealIdentity(
  deps: Pick<SsoDependencies, "vault">,
  attempt: Pick<SignInAttempt, "id" | "organizationId">,
  identity: VerifiedIdentity,
  toolTokens: TokensToKeep | null = null,
): string {
  return deps.vault.seal(
    JSON.stringify({ identity, toolTokens }),
    sealContexts.attemptIdentity(attempt.organizationId, attempt.id),
  );
}
