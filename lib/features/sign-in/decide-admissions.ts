import { withFedGroups } from "@/lib/features/directories/fed-identity";
import { rememberSeen } from "@/lib/features/mapping/seen-attributes";
import { admitsUpTo } from "@/lib/model/connections/authority";
import type { Connection } from "@/lib/model/connections/connection";
import type { Role } from "@/lib/model/people/roles";
import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import { type Admission, admit } from "@/lib/model/sign-in/admission";
import type { SignInAttempt } from "@/lib/model/sign-in/attempt";
import type { ClaimedPerson } from "@/lib/model/sign-in/claimed-person";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { Space } from "@/lib/model/spaces/space";
import type { TokensToKeep } from "@/lib/ports/oauth2";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { admissionFacts, type ExistingPerson, type ReadFacts, recognise } from "./admission-facts";
import { identityNames } from "./identity-names";
import { readClaimedPerson } from "./read-claimed-person";

export interface Browser {
  address: string | null;
  userAgent: string | null;
  /** The session that this browser already has. */
  sessionId: string | null;
}

/** A validated answer that returned to the browser which was redirected. */
export interface AnsweredAttempt {
  attempt: SignInAttempt;
  /** `null`: it was removed since. */
  connection: Connection | null;
  identity: VerifiedIdentity;
  toolTokens: TokensToKeep | null;
  browser: Browser;
}

/** A sign-in within its transaction. */
export interface SignIn extends AnsweredAttempt {
  /** On the transaction's store. */
  deps: SsoDependencies;
  connection: Connection;
  /** The checks so far, for the administrator. */
  checks: Check[];
}

/** A sign-in that ends without a session, with what is known about the person. */
export interface Stopped {
  ok: false;
  refusal: Refusal<string>;
  email: string | null;
  userId?: string;
}

/** One space that the connection leads to, with its admission. */
export interface AdmissionTarget {
  space: Space;
  facts: ReadFacts;
  admission: Admission;
}

/** Who the provider says it is, the user here, and every space's decision. */
export interface Decided {
  ok: true;
  person: ClaimedPerson;
  existing: ExistingPerson;
  targets: AdmissionTarget[];
  /** The role up to which the connection may speak for people, by whoever put it live. */
  upTo: Role;
}

/**
 * Identifies the person and decides the admission to every space that the connection leads to
 * (docs/model.md#admission). The spaces are locked first, so that the decision is still true when it is written.
 */
export async function decideAdmissions(signIn: SignIn): Promise<Decided | Stopped> {
  const { deps, attempt, connection, identity, checks } = signIn;
  const { store } = deps;
  const options = await store
    .organizationOptionsOf(connection.organizationId)
    .lockSignInOptions(connection.id, attempt.configurationId);
  const first = options.find(({ space }) => space.id === attempt.spaceId);
  const names = await identityNames(store, connection, first?.option ?? null, options.length === 1);
  const read = await readClaimedPerson(store, connection, identity, names);
  if (!read.ok) return { ...read, email: null };
  const upTo = first ? admitsUpTo(first.version, first.option) : "reader";
  const recognised = await recognise(store, connection, read.person, upTo);
  const fed = recognised.user
    ? await store.fedSignInsOf(connection.organizationId).ofUser(connection.id, recognised.user.id)
    : null;
  // Name and address follow one source: an answer that lags behind the directory would undo what it has said.
  const existing = fed ? { ...recognised, addressChange: null } : recognised;
  const person = fed?.hasName ? { ...read.person, firstName: null, lastName: null } : read.person;
  const startedAtProvider = attempt.initiatedBy === "identity_provider";
  const targets: AdmissionTarget[] = [];
  for (const { option, space, version } of options) {
    const isFirst = option.spaceId === attempt.spaceId;
    if (!isFirst && option.status !== "active") continue;
    const facts = await admissionFacts(store, {
      connection,
      space,
      option,
      identity: fed?.groups ? withFedGroups(identity, fed.groups, option.settings) : identity,
      person,
      existing,
      startedAtProvider,
      version,
    });
    await rememberSeen(deps, option, identity);
    targets.push({ space, facts, admission: admit(facts, isFirst ? checks : []) });
  }
  return { ok: true, person, existing, targets, upTo };
}
