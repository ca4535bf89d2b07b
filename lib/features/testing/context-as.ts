import { displayName } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** A member of the space in a browser that a password has signed in. */
export async function contextAs(deps: Dependencies, space: Space, userId: string): Promise<Context> {
  const member = await deps.store.membershipsOf(space.id).member(userId);
  if (!member) throw new Error('"no such person in the space"');
  const { user, ...membership } = member;
  const now = deps.now();
  const sessionId = deps.secrets.id("sess");
  await deps.store.sessions.insert(
    {
      id: sessionId,
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      endedAt: null,
      endedReason: null,
      address: "192.0.2.1",
      userAgent: null,
    },
    [{ spaceId: space.id, way: "password", connectionId: null, providerSession: null, admittedAt: now }],
  );
  return {
    space,
    actor: { kind: "user", id: user.id, name: displayName(user), address: "192.0.2.1" },
    user,
    membership,
    role: membership.role,
    sessionId,
    via: "session",
  };
}

/** The names of the space's audit events, oldest first. */
export async function auditedActions(deps: Dependencies, spaceId: string): Promise<string[]> {
  return (await deps.store.auditOf(spaceId).after(0, 1000)).map((event) => event.action);
}
