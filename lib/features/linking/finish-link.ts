import { connectionLinkChanged } from "@/lib/features/notifications/messages/connection-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { liveSession } from "@/lib/features/sessions/live-session";
import { recognise } from "@/lib/features/sign-in/admission-facts";
import { connectionAllowed } from "@/lib/features/sign-in/connection-allowed";
import { type Browser, type FinishedSignIn, refuse } from "@/lib/features/sign-in/finish-sign-in";
import { identityNames } from "@/lib/features/sign-in/identity-names";
import { keepToolTokens } from "@/lib/features/tool-tokens/keep-tool-tokens";
import type { Connection } from "@/lib/model/connections/connection";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import { displayName, type User } from "@/lib/model/people/person";
import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import type { LinkedIdentity, SignInAttempt } from "@/lib/model/sign-in/attempt";
import { type ClaimedPerson, emailVerifiedOf, readPerson } from "@/lib/model/sign-in/claimed-person";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { TokensToKeep } from "@/lib/ports/oauth2";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";

export type FinishedLink =
  | { outcome: "linked"; to: string }
  | Extract<FinishedSignIn, { outcome: "refused" }>;

interface Link {
  attempt: SignInAttempt;
  connection: Connection | null;
  identity: VerifiedIdentity;
  toolTokens: TokensToKeep | null;
  browser: Browser;
}

/**
 * Ends a round trip that a signed-in person began to link a connector to themselves. The session must still be
 * theirs, and the account at the provider must have their own address (the username is an e-mail address
 * and matches): somebody who borrows a browser for a minute could otherwise leave a door of their own behind.
 * Signs nobody in and changes no session.
 */
export async function finishLink(deps: SsoDependencies, link: Link): Promise<FinishedLink> {
  const { attempt, connection, identity, browser } = link;
  const live = browser.sessionId ? await liveSession(deps, browser.sessionId) : null;
  return deps.store.transaction(async (tx): Promise<FinishedLink> => {
    const inside = { ...deps, store: tx };
    const checks: Check[] = [...(attempt.cause?.checks ?? [])];
    const stop = async (refusal: Refusal<string>) => {
      const { check: name, received, expected } = refusal;
      checks.push({ name, passed: false, received, expected });
      const refused = await refuse(tx, deps.now(), attempt, refusal, checks, null, attempt.linkUserId);
      return refused.outcome === "refused"
        ? refused
        : { ...refusal, outcome: "refused" as const, attemptId: attempt.id };
    };
    if (!live || live.user.id !== attempt.linkUserId)
      return stop(
        no("link_session_ended", "session", "another session, or none", "the person's own session"),
      );
    const { user } = live;
    const option = connection && (await tx.optionsOf(attempt.spaceId).byConnection(connection.id));
    if (!connection?.liveConfigurationId || option?.status !== "active")
      return stop(no("option_inactive", "sign_in_option", option?.status ?? "removed", "active"));
    await tx.spaces.lock(attempt.spaceId);
    const read = readPerson(identity, await identityNames(tx, connection, option));
    if (!read.ok) return stop(read.refusal);
    const existing = await recognise(tx, connection, read.person);
    const refusal = await objection(
      inside,
      attempt,
      connection,
      identity,
      read.person,
      existing.domainIsOurs,
      user,
    );
    if (refusal) return stop(refusal);
    const written = await writeLink(inside, connection, read.person, existing.linkBySubject, user);
    if (typeof written !== "string") return stop(written);
    await keepToolTokens(inside, connection, user.id, link.toolTokens);
    const cause = { check: null, received: null, expected: null, checks };
    const end = { status: "admitted", refusalCode: null, cause, email: read.person.email } as const;
    await tx.attempts.finish(attempt.id, { ...end, userId: user.id, sessionId: null }, deps.now());
    await tx.auditOf(attempt.spaceId).append(
      {
        actor: { kind: "user", id: user.id, name: displayName(user), address: attempt.address },
        action: "connector.linked",
        target: { kind: "user", id: user.id, name: user.email },
        details: { connection: connection.name, connectionId: connection.id, subject: read.person.subject },
      },
      deps.now(),
    );
    if (written !== "same") {
      const space = await tx.spaces.byId(attempt.spaceId);
      const facts = { connectionName: connection.name, spaceName: space?.name ?? "", at: deps.now() };
      await sendMessage(inside, {
        spaceId: attempt.spaceId,
        recipient: user.email,
        ...connectionLinkChanged(written, { ...facts, address: attempt.address }),
      });
    }
    return { outcome: "linked", to: attempt.returnTo ?? "/" };
  });
}

function no(code: string, check: string, received: string | null, expected: string): Refusal<string> {
  return { code, check, received, expected };
}

/** What stands against linking this account at the provider to this person. */
async function objection(
  { store }: SsoDependencies,
  attempt: SignInAttempt,
  connection: Connection,
  identity: VerifiedIdentity,
  person: ClaimedPerson,
  domainIsOurs: boolean,
  user: User,
): Promise<Refusal<string> | null> {
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
  if (!(await connectionAllowed(store, { id: attempt.spaceId }, connection, user)))
    return no("connector_not_allowed", "connector", "another connector", "a connector chosen for the person");
  return null;
}

async function writeLink(
  { store, secrets, now }: SsoDependencies,
  connection: Connection,
  person: ClaimedPerson,
  taken: LinkedIdentity | null,
  user: User,
): Promise<Refusal<string> | "linked" | "moved" | "same"> {
  const { identities } = store.connectionsOf(connection.organizationId);
  const { issuer, subject } = person;
  const at = now();
  if (taken && taken.userId !== user.id)
    return no("subject_taken", "identity_link", subject, "an account that is nobody else's");
  const own = taken ?? (await identities.byUser(connection.id, user.id));
  if (!own) {
    const { organizationId, id: connectionId } = connection;
    const times = { relinkAllowed: false, firstUsedAt: at, lastUsedAt: at };
    const id = secrets.id("link");
    await identities.insert({ id, organizationId, connectionId, userId: user.id, issuer, subject, ...times });
    return "linked";
  }
  if (!taken && !own.relinkAllowed) return no("subject_changed", "identity_link", subject, own.subject);
  // Two that differ only in case may have been kept before they counted as one: theirs stays as it is.
  const kept = taken?.subject === person.subjectAsSent ? taken.subject : subject;
  await identities.update(own.id, { issuer, subject: kept, relinkAllowed: false, lastUsedAt: at });
  return taken ? "same" : "moved";
}
