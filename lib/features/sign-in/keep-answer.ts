import type { Store } from "@/lib/db/store";
import type { Connection } from "@/lib/model/connections/connection";
import type { AdmissionRefusal } from "@/lib/model/refusals/admission";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import type { AttemptCause, SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { TokensToKeep } from "@/lib/ports/oauth2";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { receiveSaml } from "@/lib/protocols/saml/receive";
import { usedBefore } from "./ended-attempt";
import type { Attempt, Received } from "./received";

/** The verifier's result for an answer. */
export type Validated = Awaited<ReturnType<typeof receiveSaml>>["result"];
export type Answer = Validated | (ValidationResult<AdmissionRefusal> & { outcome: "refused" });

export interface Verdict {
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
export async function useOnce(
  tx: Store,
  connection: Connection,
  validation: Answer,
  now: Date,
): Promise<Verdict> {
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

/** Stores the verifier's result with its attempt, under the answer's ticket. */
export async function answerAttempt(
  deps: SsoDependencies,
  { connection, attempt, ticket }: { connection: Connection; attempt: Attempt; ticket: string },
  validation: Answer,
): Promise<Received> {
  const now = deps.now();
  const ticketHash = deps.secrets.hash(ticket);
  const seal = ({ identity }: Verdict) => (identity ? sealIdentity(deps, attempt, identity) : null);
  if (validation.outcome === "accepted") {
    // Nearly always neither was used before; one statement settles that, and otherwise two find the reason.
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
  if (answered) return { outcome: "ticket", ticket, bind: null };
  // Another request was faster: the same answer, or a second one to the same attempt.
  const { attempt: first } = (await deps.store.attempts.byTicketHash(ticketHash)) ?? { attempt };
  return usedBefore(deps, first, ticket);
}

/** Seals an identity between `receive` and `finish`. */
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
