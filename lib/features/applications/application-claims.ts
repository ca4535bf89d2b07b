import { providerAttributes } from "@/lib/features/sign-in/provider-attributes";
import type { ApplicationSession } from "@/lib/model/applications/application";
import { displayName, type User } from "@/lib/model/people/person";
import { admissionTo, sessionState } from "@/lib/model/sign-in/session-life";
import type { Dependencies } from "@/lib/ports/dependencies";
import { isForMember } from "./decide-access";

type Reads = Pick<Dependencies, "store" | "now">;

/** What an application receives about a person, before scopes select from it. */
export type ApplicationClaims = Record<string, unknown> & { sub: string };

/**
 * What the identity provider itself sent about the person, unchanged, for the scope `attributes`: only while the browser's
 * session lasts, and only from the connection that admitted it.
 */
export async function rawAttributes(
  deps: Reads & Pick<Dependencies, "vault">,
  sid: string,
): Promise<Record<string, string[]> | null> {
  const signIn = await deps.store.applicationSessions.byId(sid);
  const session = signIn?.sessionId ? await deps.store.sessions.byId(signIn.sessionId) : null;
  if (!signIn || !session || sessionState(session, deps.now()) !== "live") return null;
  const admission = admissionTo(session, signIn.spaceId, deps.now());
  return admission?.proof ? providerAttributes(deps, admission.proof.attemptId) : null;
}

/**
 * What an application receives about the person behind a sign-in, read afresh each time; `null` if the sign-in is
 * over: the person or the membership is no longer active, their access was ended, or the application is no longer open
 * to them. `offline`: for tokens that outlive the browser's session; all others end with it.
 */
export async function applicationClaims(
  deps: Reads,
  sid: string,
  token: { userId: string; applicationId: string; offline: boolean },
): Promise<ApplicationClaims | null> {
  const { store } = deps;
  const signIn = await store.applicationSessions.byId(sid);
  if (!signIn || signIn.userId !== token.userId || signIn.applicationId !== token.applicationId) return null;
  if (signIn.revokedAt !== null) return null;
  const session = signIn.sessionId === null ? null : await store.sessions.byId(signIn.sessionId);
  const isOver = signIn.endedAt !== null || !session || sessionState(session, deps.now()) !== "live";
  if (isOver && !token.offline) return null;
  const application = await store.applications.byId(signIn.applicationId);
  const space = await store.spaces.byId(signIn.spaceId);
  const member = await store.membershipsOf(signIn.spaceId).member(signIn.userId);
  if (!application || !space || member?.status !== "active") return null;
  const { user, ...membership } = member;
  if (!(await isForMember(deps, application, { space, user, membership }))) return null;
  const teams = await store.membershipsOf(space.id).teamsOf(user.id);
  return {
    ...personClaims(user),
    email_verified: await isAddressProven(deps, signIn, user),
    sid,
    session_expiry: endOf(signIn, session),
    org_id: space.id,
    org_slug: space.slug,
    org_external_id: space.externalId ?? undefined,
    org_name: space.name,
    role: membership.role,
    teams: teams.map(({ name }) => name),
    groups: teams.map(({ name }) => name),
    connection_id: signIn.connectionId ?? undefined,
  };
}

/** A first password is set by email; a provider's word counts only for its own organization's domains. */
async function isAddressProven({ store }: Reads, { way, connectionId }: ApplicationSession, user: User) {
  if (way === "password") return true;
  const connection = connectionId === null ? null : await store.connectionLookup.byId(connectionId);
  const owner = await store.domainDirectory.verifiedOwner(user.email.slice(user.email.lastIndexOf("@") + 1));
  return connection !== null && owner?.organizationId === connection.organizationId;
}

function personClaims(user: User) {
  return {
    sub: user.id,
    email: user.email,
    name: displayName(user),
    given_name: user.firstName || undefined,
    family_name: user.lastName || undefined,
    preferred_username: user.email,
  };
}

function endOf(
  { spaceId }: ApplicationSession,
  session: { expiresAt: Date; spaces: { spaceId: string; endsAt?: Date | null }[] } | null,
) {
  if (!session) return undefined;
  const admitted = session.spaces.find((space) => space.spaceId === spaceId)?.endsAt;
  const end = admitted && admitted < session.expiresAt ? admitted : session.expiresAt;
  return Math.floor(end.getTime() / 1000);
}
