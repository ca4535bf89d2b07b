import { connectionLinkChanged } from "@/lib/features/notifications/messages/connection-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { liveSession } from "@/lib/features/sessions/live-session";
import { recognise } from "@/lib/features/sign-in/admission-facts";
import { connectionAllowed } from "@/lib/features/sign-in/connection-allowed";
import type { AnsweredAttempt, SignIn } from "@/lib/features/sign-in/decide-admissions";
import type { FinishedSignIn } from "@/lib/features/sign-in/finish-sign-in";
import { identityNames } from "@/lib/features/sign-in/identity-names";
import { readClaimedPerson } from "@/lib/features/sign-in/read-claimed-person";
import { refuseAttempt } from "@/lib/features/sign-in/refuse-attempt";
import { keepToolTokens } from "@/lib/features/tool-tokens/keep-tool-tokens";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { displayName, type User } from "@/lib/model/people/person";
import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import type { LinkedIdentity } from "@/lib/model/sign-in/attempt";
import { type ClaimedPerson, emailVerifiedOf } from "@/lib/model/sign-in/claimed-person";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";

export type FinishedLink =
  | { outcome: "linked"; to: string }
  | Extract<FinishedSignIn, { outcome: "refused" }>;

/**
 * Ends a round trip that a signed-in person began to link a connection to themselves. The session must still be
 * theirs, and the account at the provider must have their own address (the username is an email address and matches):
 * somebody who borrows a browser for a minute could otherwise leave their own access behind. Signs nobody in and
 * changes no session.
 */
export async function finishLink(deps: SsoDependencies, answered: AnsweredAttempt): Promise<FinishedLink> {
  const { attempt, browser } = answered;
  const live = browser.sessionId ? await liveSession(deps, browser.sessionId) : null;
  return deps.store.transaction(async (tx): Promise<FinishedLink> => {
    const inside = { ...deps, store: tx };
    const checks = [...(attempt.cause?.checks ?? [])];
    const linked = await linkPerson(inside, answered, checks, live?.user ?? null);
    if (!("check" in linked)) return { outcome: "linked", to: attempt.returnTo ?? "/" };
    const { check: name, received, expected } = linked;
    checks.push({ name, passed: false, received, expected });
    return refuseAttempt(inside, attempt, linked, { checks, email: null, userId: attempt.linkUserId });
  });
}

/** All checks and writes, in this order; returns a refusal if a check fails. */
async function linkPerson(
  deps: SsoDependencies,
  { attempt, connection, identity, toolTokens, browser }: AnsweredAttempt,
  checks: Check[],
  user: User | null,
): Promise<Refusal<string> | { user: User }> {
  const { store } = deps;
  if (!user || user.id !== attempt.linkUserId)
    return no("link_session_ended", "session", "another session, or none", "the person's own session");
  const option = connection && (await store.optionsOf(attempt.spaceId).byConnection(connection.id));
  if (!connection?.liveConfigurationId || option?.status !== "active")
    return no("option_inactive", "sign_in_option", option?.status ?? "removed", "active");
  await store.spaces.lock(attempt.spaceId);
  const names = await identityNames(store, connection, option);
  const read = await readClaimedPerson(store, connection, identity, names);
  if (!read.ok) return read.refusal;
  const { person } = read;
  const existing = await recognise(store, connection, person);
  const signIn = { deps, attempt, connection, identity, toolTokens, browser, checks };
  const refusal = await objection(signIn, person, existing.domainIsOurs, user);
  if (refusal) return refusal;
  const written = await writeLink(signIn, person, existing.linkBySubject, user);
  if (typeof written !== "string") return written;
  await keepToolTokens(deps, connection, user.id, toolTokens);
  await endLinked(signIn, person, user);
  if (written !== "same") await notifyPerson(signIn, written, user);
  return { user };
}

/** Ends the attempt and audits the link. */
async function endLinked({ deps, attempt, connection, checks }: SignIn, person: ClaimedPerson, user: User) {
  const { store } = deps;
  const cause = { check: null, received: null, expected: null, checks };
  const end = { status: "admitted", refusalCode: null, cause, email: person.email } as const;
  await store.attempts.finish(attempt.id, { ...end, userId: user.id, sessionId: null }, deps.now());
  await store.auditOf(attempt.spaceId).append(
    {
      actor: { kind: "user", id: user.id, name: displayName(user), address: attempt.address },
      action: "connector.linked",
      target: { kind: "user", id: user.id, name: user.email },
      details: { connection: connection.name, connectionId: connection.id, subject: person.subject },
    },
    deps.now(),
  );
}

async function notifyPerson({ deps, attempt, connection }: SignIn, change: "linked" | "moved", user: User) {
  const space = await deps.store.spaces.byId(attempt.spaceId);
  const facts = { connectionName: connection.name, spaceName: space?.name ?? "", at: deps.now() };
  await sendMessage(deps, {
    spaceId: attempt.spaceId,
    recipient: user.email,
    ...connectionLinkChanged(change, { ...facts, address: attempt.address }),
  });
}

function no(code: string, check: string, received: string | null, expected: string): Refusal<string> {
  return { code, check, received, expected };
}

/** The reason against linking this account at the provider to this person. */
async function objection(
  { deps, attempt, connection, identity }: SignIn,
  person: ClaimedPerson,
  domainIsOurs: boolean,
  user: User,
): Promise<Refusal<string> | null> {
  const { store } = deps;
  const membership = await store.membershipsOf(attempt.spaceId).byUser(user.id);
  if (membership?.status !== "active")
    return no("deactivated", "membership", membership?.status ?? "not a member", "active");
  if (membership.isItAdministrator)
    return no("it_administrator_uses_password", "it_administrator", "an IT administrator", "anybody else");
  if (person.email !== user.email) return no("username_mismatch", "username", person.email, user.email);
  const verified = emailVerifiedOf(identity, person);
  const unproven = verified === false || (verified === null && !domainIsOurs);
  if (unproven && !protocolTraits[identity.protocol].directoryVouches)
    return no("email_not_verified", "email_verified", String(verified), "true, or a verified domain");
  if (!(await connectionAllowed(store, { spaceId: attempt.spaceId, connection, user })))
    return no(
      "connector_not_allowed",
      "connector",
      "another connector",
      "a connection chosen for the person",
    );
  return null;
}

async function writeLink(
  { deps, connection }: SignIn,
  person: ClaimedPerson,
  taken: LinkedIdentity | null,
  user: User,
): Promise<Refusal<string> | "linked" | "moved" | "same"> {
  const { identities } = deps.store.connectionsOf(connection.organizationId);
  const { issuer, subject } = person;
  const at = deps.now();
  if (taken && taken.userId !== user.id)
    return no("subject_taken", "identity_link", subject, "an account that is nobody else's");
  const own = taken ?? (await identities.byUser(connection.id, user.id));
  if (!own) {
    const { organizationId, id: connectionId } = connection;
    const times = { relinkAllowed: false, firstUsedAt: at, lastUsedAt: at };
    const id = deps.secrets.id("link");
    await identities.insert({ id, organizationId, connectionId, userId: user.id, issuer, subject, ...times });
    return "linked";
  }
  if (!taken && !own.relinkAllowed) return no("subject_changed", "identity_link", subject, own.subject);
  // Two that differ only in case may have been stored before they counted as one: theirs stays.
  const kept = taken?.subject === person.subjectAsSent ? taken.subject : subject;
  await identities.update(own.id, { issuer, subject: kept, relinkAllowed: false, lastUsedAt: at });
  return taken ? "same" : "moved";
}
