import { type MemberContext, spaceAccess } from "@/lib/features/sessions/space-access";
import type { Application } from "@/lib/model/applications/application";
import { mayUse } from "@/lib/model/applications/may-use";
import type { User } from "@/lib/model/people/person";
import type { Session } from "@/lib/model/sign-in/session";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { RequestTarget } from "./request-target";

export type AccessDecision =
  | { outcome: "admitted"; member: MemberContext }
  /** The person is in the right space, but the application is not for them. */
  | { outcome: "not_for_person"; spaceName: string }
  /** Something must be done at Gatehouse first: two-factor, or replacing an old password. */
  | { outcome: "required_action"; path: string }
  /** Nobody is signed in, or not to the requested space. */
  | { outcome: "sign_in" };

type Where = Exclude<RequestTarget, { outcome: "refused" }>;

/**
 * Decides whether the person in this browser may pass to an application (docs/model.md#passing-to-an-application):
 * the requested space must have admitted this very session, by the requested connection. If none was requested, the
 * space that admitted the session last and is open to the application is used.
 */
export async function decideAccess(
  deps: Pick<Dependencies, "store" | "now">,
  application: Application,
  target: Where,
  current: { session: Session; user: User } | null,
): Promise<AccessDecision> {
  if (!current) return { outcome: "sign_in" };
  let best: AccessDecision = { outcome: "sign_in" };
  for (const slug of await slugsOf(deps, target, current.session)) {
    const decision = await decideFor(deps, application, target, slug, current);
    if (decision.outcome === "admitted") return decision;
    if (best.outcome === "sign_in") best = decision;
  }
  return best;
}

async function slugsOf({ store }: Pick<Dependencies, "store">, target: Where, session: Session) {
  if (target.outcome === "space") return [target.space.slug];
  const latest = session.spaces.toSorted((a, b) => b.admittedAt.getTime() - a.admittedAt.getTime());
  const spaces = await store.spaces.byIds(latest.map(({ spaceId }) => spaceId));
  return latest.flatMap(({ spaceId }) => spaces.find(({ id }) => id === spaceId)?.slug ?? []);
}

async function decideFor(
  deps: Pick<Dependencies, "store" | "now">,
  application: Application,
  target: Where,
  slug: string,
  current: { session: Session; user: User },
): Promise<AccessDecision> {
  const access = await spaceAccess(deps, slug, current, null);
  if (access.state !== "inside") return { outcome: "sign_in" };
  const { ctx } = access;
  if (
    target.outcome === "space" &&
    target.option &&
    ctx.admission.connectionId !== target.option.connectionId
  )
    return { outcome: "sign_in" };
  if (!(await isForMember(deps, application, ctx)))
    return { outcome: "not_for_person", spaceName: ctx.space.name };
  if (ctx.requiredAction)
    return { outcome: "required_action", path: `/${slug}/account?duty=${ctx.requiredAction}` };
  return { outcome: "admitted", member: ctx };
}

/** Whether the application is open to the space, and to this member of it. */
export async function isForMember(
  { store }: Pick<Dependencies, "store">,
  application: Application,
  { space, user, membership }: Pick<MemberContext, "space" | "user" | "membership">,
): Promise<boolean> {
  const found = await store.applicationsOf(space.id).find(application.id);
  if (!found) return false;
  const teams = found.chosen?.teamIds.length ? await store.membershipsOf(space.id).teamsOf(user.id) : [];
  return mayUse(application, found.chosen, {
    role: membership.role,
    teamIds: teams.map(({ id }) => id),
  });
}
