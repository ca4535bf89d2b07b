import { asStranger } from "@/lib/model/people/acceptance";
import { displayName, type Membership, type User } from "@/lib/model/people/person";
import { openRequiredAction, type RequiredAction } from "@/lib/model/sign-in/password-policy";
import type { Session, SessionSpace } from "@/lib/model/sign-in/session";
import { admissionTo } from "@/lib/model/sign-in/session-life";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** A member who uses a space through a browser. */
export interface MemberContext extends Context {
  user: User;
  membership: Membership;
  sessionId: string;
  via: "session";
  session: Session;
  /** How the space admitted this session. */
  admission: SessionSpace;
  /** What must be done before the space opens fully: set up two-factor, change an old password. */
  requiredAction: RequiredAction | null;
}

/** The state of a browser at a space. */
export type SpaceAccess =
  | { state: "no_space" }
  | { state: "signed_out"; space: Space }
  | { state: "not_a_member"; space: Space }
  /** A member, but this session was admitted by another space only; or invited, and not signed in here yet. */
  | { state: "not_admitted"; space: Space }
  | { state: "inside"; ctx: MemberContext };

/**
 * Checks a browser's access to one space: space, session, active membership, and whether the space admitted the
 * session.
 */
export async function spaceAccess(
  { store, now }: Pick<Dependencies, "store" | "now">,
  slug: string,
  current: { session: Session; user: User } | null,
  address: string | null,
): Promise<SpaceAccess> {
  const space = await store.spaces.bySlug(slug);
  if (!space) return { state: "no_space" };
  if (!current) return { state: "signed_out", space };
  const { session, user } = current;
  const membership = await store.membershipsOf(space.id).byUser(user.id);
  if (membership?.status === "invited") return { state: "not_admitted", space };
  if (membership?.status !== "active") return { state: "not_a_member", space };
  const admission = admissionTo(session, space.id, now());
  if (!admission) return { state: "not_admitted", space };
  // Whoever has their own provider name a stranger looks at the stranger's pages, too.
  const known = membership.vouchedFor ? asStranger(user, membership.createdAt) : user;
  return {
    state: "inside",
    ctx: {
      space,
      actor: { kind: "user", id: user.id, name: displayName(known), address },
      user: known,
      membership,
      role: membership.role,
      sessionId: session.id,
      via: "session",
      session,
      admission,
      requiredAction: openRequiredAction(space, user, session, now()),
    },
  };
}
