import type { Store } from "@/lib/db/store";
import type { RelinkChoice, RelinkProof } from "@/lib/model/connections/choices";
import type { Configuration, Connection } from "@/lib/model/connections/connection";
import {
  type BasisChange,
  basisChange,
  basisKey,
  identityBasis,
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
  /** What has changed, in words. */
  changed: string[];
  /** `null`: the test was by nobody who is linked, so they cannot be taken along. */
  proof: RelinkProof | null;
}

/**
 * Whether putting a version live would refuse people who are linked: its issuer, entity ID, Name ID format or client is
 * another than the live version's. `null` if nobody is touched.
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

/** The question as the wizard asks it, of the draft that waits to go live. */
export async function readRelinkQuestion(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  connectionId: string,
): Promise<RelinkQuestion | null> {
  const found = await findConnection(store, ctx.space.id, connectionId);
  return found?.draft ? relinkQuestion(store, found.connection, found.live, found.draft) : null;
}

/** What the passed test of a version says of somebody who is linked. */
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

/** What was done with the links, for the audit log and the answer. */
export interface Relinked {
  relink: RelinkChoice | null;
  linkedPeople: number;
  /** How many were taken along. */
  taken: number;
}

/**
 * Holds putting a version live to a choice, and carries it out: nobody is locked out by a version without somebody
 * having said so. To keep the links the test must have been by somebody who is linked. If they came with the subject
 * that they have, everybody's subject goes over to the new issuer; if with another, the next sign-in of everybody with
 * an address of a verified domain may bring a new subject, once. Nobody above the role `upTo` of whoever puts it live is
 * taken along. Who everybody was is remembered, and a rollback restores it. In the transaction of going live.
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
  if (choice === "refuse" || proof === null) return done({ relink: choice, linkedPeople: people, taken: 0 });
  // Who was here under these settings before is who they were then; the others follow what the test has shown.
  const restored = await identities.restore(connection.id, basisKey(after));
  const shown = (await proofOf(tx, connection, candidate)) ?? proof;
  const takesAlong = { fromVersion: live.version, proof: shown };
  await tx.connectionsOf(connection.organizationId).markTakesAlong(candidate.id, takesAlong);
  const taken =
    shown === "same_subject"
      ? await identities.moveIssuer(connection.id, before.issuer, after.issuer, upTo)
      : await identities.allowRelink(connection.id, upTo);
  return done({ relink: choice, linkedPeople: people, taken: Math.min(people, restored + taken) });
}

/**
 * Takes the linked people along whom the version could not take when it went live, as they are above the role of whoever
 * put it live; answers how many. Once an administrator has confirmed it, in the same transaction.
 */
export async function takeRestAlong(
  tx: Store,
  connection: Connection,
  live: Configuration,
  { upTo, beyond }: { upTo: Role; beyond: Role },
): Promise<number> {
  const { takesAlong } = live;
  if (!takesAlong) return 0;
  const connections = tx.connectionsOf(connection.organizationId);
  if (takesAlong.proof === "same_address")
    return connections.identities.allowRelink(connection.id, upTo, beyond);
  const versions = await connections.configurationsOf(connection.id);
  const from = versions.find(({ version }) => version === takesAlong.fromVersion);
  if (!from) return 0;
  const [before, after] = [identityBasis(from.settings), identityBasis(live.settings)];
  return connections.identities.moveIssuer(connection.id, before.issuer, after.issuer, upTo);
}

/** Makes linked people again who they were under an earlier version; answers how many have changed. Inside a rollback. */
export async function restoreLinks(
  tx: Store,
  connection: Connection,
  versions: { live: Configuration; target: Configuration },
): Promise<number> {
  const [from, to] = [identityBasis(versions.live.settings), identityBasis(versions.target.settings)];
  if (basisKey(from) === basisKey(to)) return 0;
  const { identities } = tx.connectionsOf(connection.organizationId);
  await identities.remember(connection.id, basisKey(from));
  return identities.restore(connection.id, basisKey(to));
}
