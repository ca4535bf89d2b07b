import { notifyOfLink } from "@/lib/features/linking/notify-of-link";
import { notifyAdministrators } from "@/lib/features/notifications/notify-administrators";
import { prepareSession } from "@/lib/features/sessions/open-session";
import { keepSignOutHint } from "@/lib/features/sessions/provider-logout";
import { keepToolTokens } from "@/lib/features/tool-tokens/keep-tool-tokens";
import type { User } from "@/lib/model/people/person";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import { sessionEnd } from "@/lib/model/sign-in/authentication-demands";
import type { SessionSpace } from "@/lib/model/sign-in/session";
import { upstreamProof } from "@/lib/model/sign-in/upstream-proof";
import type { Space } from "@/lib/model/spaces/space";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { ExistingPerson } from "./admission-facts";
import { admitPerson, requestApproval } from "./admit-person";
import { giveBackBegin } from "./begin-limits";
import { convertToSsoOnly } from "./convert-to-sso-only";
import {
  type AnsweredAttempt,
  type Decided,
  decideAdmissions,
  type SignIn,
  type Stopped,
} from "./decide-admissions";
import { followAddress } from "./follow-address";
import { sealAttributes } from "./provider-attributes";
import { refuseAttempt } from "./refuse-attempt";

export type FinishedSignIn =
  | { outcome: "signed_in"; sessionId: string; expiresAt: Date; to: string }
  | { outcome: "refused"; code: string; attemptId: string };

/** A person whom the space of the sign-in admits. */
interface Entered extends Decided {
  space: Space;
  user: User;
}

/**
 * Decides admission and writes everything in one transaction (docs/model.md#finish): user, link, memberships,
 * session, the attempt's end and the audit events. The space of the sign-in decides; every further space with an
 * active option of the connection admits by its own rules (docs/model.md#admission).
 */
export async function finishSignIn(
  deps: SsoDependencies,
  answered: AnsweredAttempt,
): Promise<FinishedSignIn> {
  const { attempt, connection, identity, toolTokens } = answered;
  const checks = [...(attempt.cause?.checks ?? [])];
  if (!connection) {
    const removed = noOption("connection_inactive", "a connection");
    return refuseAttempt(deps, attempt, removed, { checks, email: null });
  }
  const finished = await deps.store.transaction(async (tx): Promise<FinishedSignIn> => {
    const inside = { ...deps, store: tx };
    const signIn: SignIn = { ...answered, connection, checks, deps: inside };
    const decided = await unlessEnded(signIn, await decideAdmissions(signIn));
    const entered = decided.ok ? await enterFirstSpace(signIn, decided) : decided;
    if (!entered.ok) return refuseAttempt(inside, attempt, entered.refusal, { checks, ...entered });
    await keepToolTokens(inside, connection, entered.user.id, toolTokens);
    const spaces = [entered.space, ...(await enterFurtherSpaces(signIn, entered))];
    const converted = await convertOrNotify(signIn, entered);
    const session = await openSession(signIn, entered, spaces);
    await keepSignOutHint(inside, connection, identity, session.sessionId);
    await touchConnection(signIn);
    const to = attempt.returnTo ?? `/${entered.space.slug}`;
    return { outcome: "signed_in", ...session, to: converted ? ssoOnlyPath(entered.space.slug, to) : to };
  });
  if (finished.outcome === "signed_in")
    await giveBackBegin(deps, { address: attempt.address, connectionId: connection.id });
  return finished;
}

const noOption = (code: string, expected: string): Refusal<string> => ({
  code,
  check: "sign_in_option",
  received: "removed",
  expected,
});

/** Since it began, the provider may have said that this person's access ends: then the sign-in ends too. */
async function unlessEnded(signIn: SignIn, decided: Decided | Stopped): Promise<Decided | Stopped> {
  if (!decided.ok) return decided;
  const { deps, attempt, connection, identity } = signIn;
  const { subject, email } = decided.person;
  const isEnded = await deps.store.accessSignalsOf(connection.organizationId).ends(connection.id, {
    ...{ since: attempt.createdAt, subject, email },
    sessionIndex: identity.sessionIndex,
  });
  if (!isEnded) return decided;
  const refusal = {
    ...{ code: "access_ended", check: "provider_signals" },
    ...{ received: "signed out by the provider", expected: "no sign-out since this sign-in began" },
  };
  return { ok: false, refusal, email };
}

/** Admits the person to the space of the sign-in, or refuses them: its admission decides the sign-in. */
async function enterFirstSpace(signIn: SignIn, decided: Decided): Promise<Entered | Stopped> {
  const { deps, attempt, browser } = signIn;
  const { email } = decided.person;
  const target = decided.targets.find(({ space }) => space.id === attempt.spaceId);
  if (!target) return { ok: false, refusal: noOption("option_inactive", "active"), email };
  const { admission, space } = target;
  if (admission.outcome === "refuse") {
    if (admission.refusal.code === "no_licence")
      await notifyAdministrators(deps, space, { kind: "no_licence", email });
    return { ok: false, refusal: admission.refusal, email };
  }
  const existing = await withNewAddress(signIn, decided.existing, browser.address);
  if (!existing) {
    const { to, from } = decided.existing.addressChange ?? { to: email, from: null };
    const refusal = { code: "address_taken", check: "identity_link", received: to, expected: from };
    return { ok: false, refusal, email };
  }
  const { connection } = signIn;
  const { person } = decided;
  const admitted = { connection, person, existing, space, facts: target.facts, entry: admission };
  if (admission.outcome === "pending") {
    const user = await requestApproval(deps, admitted);
    const waits = { code: "awaiting_approval", check: "approval", received: "pending", expected: "active" };
    return { ok: false, refusal: waits, email, userId: user.id };
  }
  return { ...decided, existing, space, user: await admitPerson(deps, admitted) };
}

/** Every further space decides for itself; returns those that admit the person. */
async function enterFurtherSpaces(signIn: SignIn, entered: Entered): Promise<Space[]> {
  const { deps, connection } = signIn;
  const { person } = entered;
  const existing = { ...entered.existing, user: entered.user };
  const spaces: Space[] = [];
  for (const { space, facts, admission } of entered.targets) {
    if (space === entered.space || admission.outcome === "refuse") continue;
    // An invitation is accepted at the space's own address.
    if (facts.membership?.status === "invited") continue;
    const admitted = { connection, person, existing, space, facts, entry: admission };
    if (admission.outcome === "pending") {
      await requestApproval(deps, admitted);
      continue;
    }
    await admitPerson(deps, admitted);
    spaces.push(space);
  }
  return spaces;
}

/** Converts the person to SSO only, or else notifies them of a new link; returns whether they were converted. */
async function convertOrNotify({ deps, connection, browser }: SignIn, entered: Entered): Promise<boolean> {
  const { person, existing, user, space, upTo } = entered;
  const { address } = browser;
  const converted = await convertToSsoOnly(deps, { connection, person, existing, user, upTo, address });
  if (!converted) await notifyOfLink(deps, { connection, space, person, existing, address });
  return converted;
}

/** Writes the session and the attempt's end. */
async function openSession(signIn: SignIn, { person, user }: Entered, spaces: readonly Space[]) {
  const { deps, attempt, connection, identity, browser, checks } = signIn;
  const admittedAt = deps.now();
  const endsAt = sessionEnd(identity.authentication.sessionEndsAt, admittedAt);
  const proof = upstreamProof(identity, attempt);
  const through = {
    way: "connection",
    connectionId: connection.id,
    providerSession: identity.sessionIndex,
  } as const;
  const { session, ...opened } = await prepareSession(deps, {
    userId: user.id,
    spaces: spaces.map(({ id }): SessionSpace => ({ spaceId: id, ...through, admittedAt, endsAt, proof })),
    address: browser.address,
    userAgent: browser.userAgent,
    previousSessionId: browser.sessionId,
  });
  const cause = { check: null, received: null, expected: null, checks };
  const attributesSealed = sealAttributes(deps, attempt, identity);
  const end = { cause, email: person.email, attributesSealed };
  await deps.store.attempts.admit(attempt, end, session, opened.spaces, opened.signedInTo);
  return { sessionId: session.id, expiresAt: session.expiresAt };
}

/** To the minute: otherwise all the sign-ins of a connection would wait for each other to write the same row. */
async function touchConnection({ deps, connection }: SignIn): Promise<void> {
  const now = deps.now();
  if (now.getTime() - (connection.lastUsedAt?.getTime() ?? 0) < 60_000) return;
  await deps.store.connectionsOf(connection.organizationId).touch(connection.id, now);
}

/** The person with the address that their provider has for them now; `null` if it was taken meanwhile. */
async function withNewAddress(
  { deps, connection }: SignIn,
  existing: ExistingPerson,
  address: string | null,
): Promise<ExistingPerson | null> {
  const { user, addressChange: change } = existing;
  if (!user || !change) return existing;
  const { organizationId, name, id: connectionId } = connection;
  const source = { organizationId, name, connectionId, actor: null, address };
  const followed = await followAddress(deps, { source, user, change });
  return followed && { ...existing, user: followed };
}

/** The page that informs a converted person once, on their way to the requested page. */
function ssoOnlyPath(slug: string, next: string): string {
  return `/${slug}/sso-only?${new URLSearchParams({ next })}`;
}
