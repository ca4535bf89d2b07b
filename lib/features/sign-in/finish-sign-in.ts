import { notifyOfLink } from "@/lib/features/linking/notify-of-link";
import { rememberSeen } from "@/lib/features/mapping/seen-attributes";
import { notifyAdministrators } from "@/lib/features/notifications/notify-administrators";
import { prepareSession } from "@/lib/features/sessions/open-session";
import { keepToolTokens } from "@/lib/features/tool-tokens/keep-tool-tokens";
import { admitsUpTo } from "@/lib/model/connections/authority";
import type { Connection } from "@/lib/model/connections/connection";
import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import { type Admission, admit } from "@/lib/model/sign-in/admission";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import { sessionEnd } from "@/lib/model/sign-in/authentication-demands";
import { type ClaimedPerson, readPerson } from "@/lib/model/sign-in/claimed-person";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { SessionSpace } from "@/lib/model/sign-in/session";
import type { Space } from "@/lib/model/spaces/space";
import type { TokensToKeep } from "@/lib/ports/oauth2";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import type { Store } from "@/lib/ports/store";
import { admissionFacts, type ExistingPerson, type ReadFacts, recognise } from "./admission-facts";
import { admitPerson, requestApproval } from "./admit-person";
import { convertToSsoOnly } from "./convert-to-sso-only";
import { followAddress } from "./follow-address";
import { identityNames } from "./identity-names";

export interface Browser {
  address: string | null;
  userAgent: string | null;
  /** The session that this browser has already. */
  sessionId: string | null;
}

export type FinishedSignIn =
  | { outcome: "signed_in"; sessionId: string; expiresAt: Date; to: string }
  | { outcome: "refused"; code: string; attemptId: string };

/** One space that the connection leads to, with what its admission says. */
interface AdmissionTarget {
  space: Space;
  facts: ReadFacts;
  admission: Admission;
}

/**
 * Decides admission and writes everything in one transaction (docs/model.md#finish): user, link, memberships, session,
 * the attempt's end and the audit events. The space that the sign-in was for decides; every further space with an
 * active option of the connection admits by its own rules (docs/model.md#admission).
 */
export async function finishSignIn(
  deps: SsoDependencies,
  attempt: SignInAttempt,
  connection: Connection | null,
  identity: VerifiedIdentity,
  browser: Browser,
  toolTokens: TokensToKeep | null = null,
): Promise<FinishedSignIn> {
  const checks: Check[] = [...(attempt.cause?.checks ?? [])];
  if (!connection) {
    const refusal = {
      code: "connection_inactive",
      check: "sign_in_option",
      received: "removed",
      expected: "a connection",
    } as const;
    return refuse(deps.store, deps.now(), attempt, refusal, checks, null);
  }
  return deps.store.transaction(async (tx) => {
    const inside = { ...deps, store: tx };
    const found = await tx
      .organizationOptionsOf(connection.organizationId)
      .lockSignInOptions(connection.id, attempt.configurationId);
    const first = found.find(({ space }) => space.id === attempt.spaceId);
    const names = await identityNames(tx, connection, first?.option ?? null, found.length === 1);
    const read = readPerson(identity, names);
    if (!read.ok) return refuse(tx, deps.now(), attempt, read.refusal, checks, null);
    const { person } = read;
    const upTo = first ? admitsUpTo(first.version, first.option) : "reader";
    const existing = await recognise(tx, connection, person, upTo);
    const targets: AdmissionTarget[] = [];
    for (const { option, space, version } of found) {
      if (option.spaceId !== attempt.spaceId && option.status !== "active") continue;
      const facts = await admissionFacts(tx, {
        connection,
        space,
        option,
        identity,
        person,
        existing,
        startedAtProvider: attempt.initiatedBy === "identity_provider",
        version,
      });
      await rememberSeen(inside, option, identity);
      const isFirst = option.spaceId === attempt.spaceId;
      targets.push({ space, facts, admission: admit(facts, isFirst ? checks : []) });
    }
    const endsAt = sessionEnd(identity.authentication.sessionEndsAt, deps.now());
    return enter(inside, attempt, connection, person, existing, targets, checks, browser, toolTokens, endsAt);
  });
}

async function enter(
  deps: SsoDependencies,
  attempt: SignInAttempt,
  connection: Connection,
  person: ClaimedPerson,
  recognised: ExistingPerson,
  targets: AdmissionTarget[],
  checks: Check[],
  browser: Browser,
  toolTokens: TokensToKeep | null,
  /** By the provider's word. */
  endsAt: Date | null,
): Promise<FinishedSignIn> {
  const { store } = deps;
  const now = deps.now();
  const target = targets.find(({ space }) => space.id === attempt.spaceId);
  if (!target) {
    const refusal = {
      code: "option_inactive",
      check: "sign_in_option",
      received: "removed",
      expected: "active",
    } as const;
    return refuse(store, now, attempt, refusal, checks, person.email);
  }
  const { admission, space } = target;
  if (admission.outcome === "refuse") {
    if (admission.refusal.code === "no_licence")
      await notifyAdministrators(deps, space, { kind: "no_licence", email: person.email });
    return refuse(store, now, attempt, admission.refusal, checks, person.email);
  }
  const existing = await withNewAddress(deps, connection, recognised, browser.address);
  if (!existing) {
    const { to, from } = recognised.addressChange ?? { to: person.email, from: null };
    const refusal = { code: "address_taken", check: "identity_link", received: to, expected: from };
    return refuse(store, now, attempt, refusal, checks, person.email);
  }
  const admitted = { connection, person, existing, space, facts: target.facts, entry: admission };
  if (admission.outcome === "pending") {
    const user = await requestApproval(deps, admitted);
    const refusal = {
      code: "awaiting_approval",
      check: "approval",
      received: "pending",
      expected: "active",
    } as const;
    return refuse(store, now, attempt, refusal, checks, person.email, user.id);
  }
  const user = await admitPerson(deps, admitted);
  const through = (id: string): SessionSpace => ({
    spaceId: id,
    way: "connection",
    connectionId: connection.id,
    providerSession: null,
    admittedAt: now,
    endsAt,
  });
  await keepToolTokens(deps, connection, user.id, toolTokens);
  const spaces = [through(space.id)];
  for (const other of targets) {
    if (other === target || other.admission.outcome === "refuse") continue;
    // An invitation is accepted at the space's own door.
    if (other.facts.membership?.status === "invited") continue;
    const { space, facts, admission: entry } = other;
    const admitted = { connection, person, existing: { ...existing, user }, space, facts, entry };
    if (entry.outcome === "pending") {
      await requestApproval(deps, admitted);
      continue;
    }
    await admitPerson(deps, admitted);
    spaces.push(through(space.id));
  }
  const { address } = browser;
  const converted = await convertToSsoOnly(deps, { connection, person, existing, user, address });
  if (!converted) await notifyOfLink(deps, { connection, space, person, existing, address });
  const { session, ...entered } = await prepareSession(deps, {
    userId: user.id,
    spaces,
    address: browser.address,
    userAgent: browser.userAgent,
    previousSessionId: browser.sessionId,
  });
  const cause = { check: null, received: null, expected: null, checks };
  const end = { cause, email: person.email };
  await store.attempts.admit(attempt, end, session, entered.spaces, entered.signedInTo);
  // To the minute: all the sign-ins of a connection would else wait for each other to write the same row.
  if (now.getTime() - (connection.lastUsedAt?.getTime() ?? 0) >= 60_000)
    await store.connectionsOf(connection.organizationId).touch(connection.id, now);
  const to = attempt.returnTo ?? `/${space.slug}`;
  const { id: sessionId, expiresAt } = session;
  return { outcome: "signed_in", sessionId, expiresAt, to: converted ? ssoOnlyPath(space.slug, to) : to };
}

/** The person with the address that their provider gives them now; `null` if somebody took it meanwhile. */
async function withNewAddress(
  deps: SsoDependencies,
  connection: Connection,
  existing: ExistingPerson,
  address: string | null,
): Promise<ExistingPerson | null> {
  const { user, addressChange: change } = existing;
  if (!user || !change) return existing;
  const followed = await followAddress(deps, { connection, user, change, address });
  return followed && { ...existing, user: followed };
}

/** The page that tells a converted person once, on their way to where they wanted. */
function ssoOnlyPath(slug: string, next: string): string {
  return `/${slug}/sso-only?${new URLSearchParams({ next })}`;
}

/** Ends the attempt with its refusal, where the administrator finds it by the reference that the person is shown. */
export async function refuse(
  store: Store,
  now: Date,
  attempt: SignInAttempt,
  refusal: Refusal<string>,
  checks: Check[],
  email: string | null,
  userId: string | null = null,
): Promise<FinishedSignIn> {
  const { code, check, received, expected } = refusal;
  await store.attempts.finish(
    attempt.id,
    {
      status: "refused",
      refusalCode: code,
      cause: { check, received, expected, checks },
      email,
      userId,
      sessionId: null,
    },
    now,
  );
  return { outcome: "refused", code, attemptId: attempt.id };
}
