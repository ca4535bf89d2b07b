import { admissionFacts, recognise } from "@/lib/features/sign-in/admission-facts";
import { identityNames } from "@/lib/features/sign-in/identity-names";
import { readClaimedPerson } from "@/lib/features/sign-in/read-claimed-person";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type { Connection, RoleRule, TestOutlook, TestReport } from "@/lib/model/connections/connection";
import { operatorWords } from "@/lib/model/mapping/operator-words";
import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import { admit } from "@/lib/model/sign-in/admission";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { ClaimedPerson } from "@/lib/model/sign-in/claimed-person";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { isCutOff } from "./start-test-run";

/** A check that failed before the identity was read, such as the browser's. */
type EarlyRefusal = Refusal<string> | null;

/**
 * Ends a test run with its report. It passes if the provider's answer is valid and names a person with an address;
 * what would happen to that person is reported separately, because it depends on the person and not on the
 * configuration. Creates no user and no session, changes nothing but the run, its attempt and the mark of the tested
 * version.
 */
export async function finishTestRun(
  deps: SsoDependencies,
  attempt: SignInAttempt,
  identity: VerifiedIdentity | null,
  early: EarlyRefusal,
): Promise<{ outcome: "tested"; runId: string }> {
  const runId = attempt.testRunId ?? "";
  const connection = await deps.store.connectionLookup.byId(attempt.connectionId);
  if (!connection) return { outcome: "tested", runId };
  const run = await deps.store.connectionLookup.testRunById(runId);
  const stopped = early ?? (run && (await isCutOff(deps, run)) ? cutOff : null);
  const report = await reportOf(deps, attempt, connection, identity, stopped);
  const now = deps.now();
  const passed = report.refusal === null;
  await deps.store.transaction(async (tx) => {
    const connections = tx.connectionsOf(connection.organizationId);
    const ended = await connections.finishTestRun(runId, passed ? "passed" : "failed", report, now);
    if (ended && passed) await connections.markTested(attempt.configurationId, runId, now);
    await tx.attempts.finish(
      attempt.id,
      {
        status: passed ? "admitted" : "refused",
        refusalCode: report.refusal?.code ?? null,
        cause: {
          check: report.refusal?.check ?? null,
          received: report.refusal?.received ?? null,
          expected: report.refusal?.expected ?? null,
          checks: report.checks,
        },
        email: report.email,
        userId: null,
        sessionId: null,
      },
      now,
    );
    await tx.auditOf(attempt.spaceId).append(
      {
        actor: { kind: "system", id: null, name: "Test run", address: attempt.address },
        action: passed ? "test_run.passed" : "test_run.failed",
        target: { kind: "connection", id: connection.id, name: connection.name },
        details: { runId, code: report.refusal?.code ?? null },
      },
      now,
    );
  });
  return { outcome: "tested", runId };
}

/** The setup link was revoked while its browser was at the provider. */
const cutOff: EarlyRefusal = {
  code: "attempt_expired",
  check: "setup_link",
  received: "revoked or over",
  expected: "an open setup link",
};

async function reportOf(
  deps: SsoDependencies,
  attempt: SignInAttempt,
  connection: Connection,
  identity: VerifiedIdentity | null,
  early: EarlyRefusal,
): Promise<TestReport> {
  const checks: Check[] = [...(attempt.cause?.checks ?? [])];
  const refusal = early ?? protocolRefusal(attempt);
  if (early)
    checks.push({ name: early.check, passed: false, received: early.received, expected: early.expected });
  const seen = {
    attributes: identity?.attributes ?? {},
    ...(identity?.friendlyNames ? { friendlyNames: identity.friendlyNames } : {}),
    subject: identity?.subject ?? null,
    subjectFormat: identity?.subjectFormat ?? null,
    issuer: identity?.issuer ?? null,
  };
  if (refusal || !identity)
    return {
      ...seen,
      checks,
      refusal: refusal ?? { code: "attempt_unknown", check: "answer", received: null, expected: "an answer" },
      email: null,
      outlook: null,
    };

  const option = await deps.store.optionsOf(attempt.spaceId).byConnection(connection.id);
  const names = await identityNames(deps.store, connection, option);
  const read = await readClaimedPerson(deps.store, connection, identity, names);
  if (!read.ok) {
    checks.push({
      name: read.refusal.check,
      passed: false,
      received: read.refusal.received,
      expected: read.refusal.expected,
    });
    return { ...seen, checks, refusal: read.refusal, email: null, outlook: null };
  }
  checks.push({ name: "email", passed: true, received: read.person.email, expected: null });
  return {
    ...seen,
    checks,
    refusal: null,
    email: read.person.email,
    name: [read.person.firstName, read.person.lastName].filter(Boolean).join(" ") || null,
    outlook: await outlookOf(deps, attempt, connection, identity, read.person),
  };
}

function protocolRefusal(attempt: SignInAttempt): Refusal<string> | null {
  if (!attempt.refusalCode) return null;
  const { check, received, expected } = attempt.cause ?? { check: null, received: null, expected: null };
  return { code: attempt.refusalCode, check: check ?? "answer", received, expected };
}

/** "This person would get: …", as if the option were active and this version live. */
async function outlookOf(
  deps: SsoDependencies,
  attempt: SignInAttempt,
  connection: Connection,
  identity: VerifiedIdentity,
  person: ClaimedPerson,
): Promise<TestOutlook | null> {
  const space = await deps.store.spaces.byId(attempt.spaceId);
  const option = await deps.store.optionsOf(attempt.spaceId).byConnection(connection.id);
  if (!space || !option) return null;
  const existing = await recognise(deps.store, connection, person);
  const facts = await admissionFacts(deps.store, {
    connection,
    space,
    option,
    identity,
    person,
    existing,
    startedAtProvider: false,
    version: unmarkedAuthority,
  });
  const admission = admit({
    ...facts,
    connectionIsLive: true,
    option: { ...facts.option, status: "active" },
  });
  if (admission.outcome === "refuse")
    return {
      outcome: "refuse",
      isNew: facts.membership === null,
      role: null,
      teams: [],
      reason: admission.refusal.code,
    };
  return {
    outcome: admission.outcome,
    isNew: admission.isNew,
    role: admission.role,
    teams: admission.teams,
    reason: null,
    rule: admission.winningRule === null ? null : ruleInWords(option.settings.rules[admission.winningRule]),
  };
}

function ruleInWords(rule: RoleRule | undefined): string | null {
  return rule ? `${rule.attribute} ${operatorWords[rule.operator]} “${rule.value}”` : null;
}
