import type { User } from "@/lib/model/people/person";
import type { Session } from "@/lib/model/sign-in/session";
import { admissionTo, provedPassword } from "@/lib/model/sign-in/session-life";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * The first page of a signed-in person: the space of this session that admitted them last (of several, the first by
 * name), for operators without one their pages, else one of their spaces, which requires its own sign-in.
 */
export async function landingPath(
  { store, now }: Pick<Dependencies, "store" | "now">,
  session: Session,
  user: User,
): Promise<string> {
  const memberships = await store.users.membershipsOf(user.id);
  const active = memberships.filter((membership) => membership.status === "active");
  const spaces = await store.spaces.byIds(active.map((membership) => membership.spaceId));
  const admittedAt = (spaceId: string) => admissionTo(session, spaceId, now())?.admittedAt.getTime() ?? 0;
  const [first] = spaces.sort(
    (a, b) => admittedAt(b.id) - admittedAt(a.id) || a.name.localeCompare(b.name, "en"),
  );
  const isOperatorHere = user.isOperator && provedPassword(session, now());
  if (first && (admittedAt(first.id) > 0 || !isOperatorHere)) return `/${first.slug}`;
  return isOperatorHere ? "/operator" : "/no-space";
}
