import type { Store } from "@/lib/db/store";
import type { RelinkChoice, RelinkProof } from "@/lib/model/connections/choices";
import type { Configuration, Connection } from "@/lib/model/connections/connection";
import {
  type BasisChange,
  basisChange,
  basisKey,
  identityBasis,
  namesAnew,
} from "@/lib/model/connections/identity-basis";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Role } from "@/lib/model/people/roles";
import { subjectKey } from "@/lib/model/sign-in/subject";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { findConnection } from "./find-connection";

export interface RelinkQuestion {
  /** Linked people whose next sign-in would be refused. */
  people: number;
  /** The changed settings, in words. */
  changed: string[];
  /** `null`: the tester is not linked, so linked people cannot be carried over. */
  proof: RelinkProof | null;
}

/**
 * Checks whether putting a version live would refuse people who are linked: its issuer, entity ID, Name ID format or
 * client differs from the live version's. `null` if nobody is affected.
 */
export async function relinkQuestion(
  store: Store,
  connection: Connection,
  live: Configuration | null,
  candidate: Configuration,
): Promise<RelinkQuestion | null> {
  const change: BasisChange | null =
    live && live.id !== candidate.id ? basisChange(live.settings, candidate.settings) : null;
  if (!change) return null;
  const people = await store.connectionsOf(connection.organizationId).identities.count(connection.id);
  if (people === 0) return null;
  const proof = await proofOf(store, connection, candidate);
  if (change.mayBeDisproved && proof === "same_subject") return null;
  return { people, changed: change.changed, proof };
}

/** The question as the wizard asks it, about the draft that is about to go live. */
export async function readRelinkQuestion(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<RelinkQuestion | null> {
  const found = await findConnection(store, ctx.space.id, connectionId);
  return found?.draft ? relinkQuestion(store, found.connection, found.live, found.draft) : null;
}

/** What the passed test of a version shows about a linked tester. */
async function proofOf(
  store: Store,
  connection: Connection,
  candidate: Configuration,
): Promise<RelinkProof | null> {
  const connections = store.connectionsOf(connection.organizationId);
  const run = candidate.testRunId ? await connections.testRun(candidate.testRunId) : null;
  const { email, subject } = run?.report ?? { email: null, subject: null };
  if (run?.status !== "passed" || !email || !subject) return null;
  const user = await store.users.byEmail(email);
  const link = user && (await connections.identities.byUser(connection.id, user.id));
  if (!link) return null;
  return link.subject === subjectKey(subject) || link.subject === subject ? "same_subject" : "same_address";
}

/** What was done with the links, for the audit log and the response. */
export interface Relinked {
  relink: RelinkChoice | null;
  linkedPeople: number;
  /** How many were carried over. */
  taken: number;
}

/**
 * Requires a choice before a version goes live, and carries it out: no version locks anybody out unless an
 * administrator has chosen so. To keep the links, the tester must be linked. If the tester came with the same
 * subject, everybody's subject moves to the new issuer; if with another, the next sign-in of everybody with an
 * address of a verified domain may bring a new subject, once. Nobody above `upTo`, the role of the person who puts it
 * live, is carried over. The former subjects are stored, and a rollback restores them. Runs in the transaction of
 * going live.
 */
export async function decideRelink(
  tx: Store,
  connection: Connection,
  versions: { live: Configuration | null; candidate: Configuration },
  { choice, upTo }: { choice: RelinkChoice | null; upTo: Role },
): Promise<Outcome<Relinked>> {
  const { live, candidate } = versions;
  const question = await relinkQuestion(tx, connection, live, candidate);
  if (!question || !live) return done({ relink: null, linkedPeople: 0, taken: 0 });
  const { people, changed, proof } = question;
  if (choice === null)
    return refused(
      "conflict",
      "relink_choice_needed",
      `${people} linked ${people === 1 ? "person" : "people"} would be refused, because the ${changed.join(" and the ")} of this version ${changed.length === 1 ? "is" : "are"} different. Keep their links?`,
      { field: "relink", received: `${people} linked, no choice`, expected: "keep or refuse" },
    );
  if (choice === "keep" && proof === null)
    return refused(
      "conflict",
      "relink_not_proved",
      "Nobody who is linked has done the test of this version, so it does not show that accounts stay the same. Ask somebody who signs in through this connection to do the test, then put it live.",
      {
        field: "relink",
        received: "a test by somebody who is not linked",
        expected: "a test by a linked person",
      },
    );
  const { identities } = tx.connectionsOf(connection.organizationId);
  const [before, after] = [identityBasis(live.settings), identityBasis(candidate.settings)];
  await identities.remember(connection.id, basisKey(before));
  const isProved = choice === "keep" && proof === "same_subject";
  if (namesAnew(live.settings, candidate.settings) && !isProved)
    await identities.retire(connection.id, before.issuer, basisKey(before));
  if (choice === "refuse" || proof === null) return done({ relink: choice, linkedPeople: people, taken: 0 });
  // People who were linked under these settings before get that subject back; the others follow what the test has
  // shown.
  const restored = await identities.restore(connection.id, basisKey(after));
  const shown = (await proofOf(tx, connection, candidate)) ?? proof;
  const linkCarryOver = { fromVersion: live.version, proof: shown };
  await tx.connectionsOf(connection.organizationId).markLinkCarryOver(candidate.id, linkCarryOver);
  const taken =
    shown === "same_subject"
      ? await identities.moveIssuer(connection.id, before.issuer, after.issuer, upTo)
      : await identities.allowRelink(connection.id, upTo);
  return done({ relink: choice, linkedPeople: people, taken: Math.min(people, restored + taken) });
}

/**
 * Carries over the linked people who were above the role of the author when the version went live; returns how many.
 * Runs once an administrator has confirmed the version, in the same transaction.
 */
export async function carryOverRest(
  tx: Store,
  connection: Connection,
  live: Configuration,
  { upTo, beyond }: { upTo: Role; beyond: Role },
): Promise<number> {
  const { linkCarryOver } = live;
  if (!linkCarryOver) return 0;
  const connections = tx.connectionsOf(connection.organizationId);
  if (linkCarryOver.proof === "same_address")
    return connections.identities.allowRelink(connection.id, upTo, beyond);
  const versions = await connections.configurationsOf(connection.id);
  const from = versions.find(({ version }) => version === linkCarryOver.fromVersion);
  if (!from) return 0;
  const [before, after] = [identityBasis(from.settings), identityBasis(live.settings)];
  return connections.identities.moveIssuer(connection.id, before.issuer, after.issuer, upTo);
}

/** Restores linked people's subjects under an earlier version; returns how many changed. Runs inside a rollback. */
export async function restoreLinks(
  tx: Store,
  connection: Connection,
  versions: { live: Configuration; target: Configuration },
): Promise<number> {
  const [from, to] = [identityBasis(versions.live.settings), identityBasis(versions.target.settings)];
  if (basisKey(from) === basisKey(to)) return 0;
  const { identities } = tx.connectionsOf(connection.organizationId);
  await identities.remember(connection.id, basisKey(from));
  if (namesAnew(versions.live.settings, versions.target.settings))
    await identities.retire(connection.id, from.issuer, basisKey(from));
  return identities.restore(connection.id, basisKey(to));
}
