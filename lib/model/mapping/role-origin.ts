import type { Membership } from "@/lib/model/people/person";

export interface RoleOriginFacts {
  membership: Pick<Membership, "role" | "roleSource" | "origin" | "isItAdministrator" | "status">;
  /** Connections in use whose rules can give a role, by name. */
  ruledBy: readonly string[];
  /** Active administrators of the space other than this person. */
  otherAdministrators: number;
}

/**
 * How a person's role was given, and what wins at the next sign-in, by hand or by rule (docs/model.md#role), in
 * sentences for the administrator.
 */
export function roleOrigin({ membership, ruledBy, otherAdministrators }: RoleOriginFacts): string {
  const byHand = membership.roleSource === "manual";
  const byRule = membership.origin === "directory" ? "Given by the directory." : "Given by single sign-on.";
  const origin = byHand ? "Given by hand." : byRule;
  if (membership.status === "active" && membership.role === "admin") {
    if (membership.isItAdministrator)
      return `${origin} It never changes through rules, because this is an IT administrator.`;
    if (otherAdministrators === 0)
      return `${origin} It never changes through rules, because this is the space's last administrator.`;
  }
  if (ruledBy.length === 0)
    return byHand
      ? `${origin} No connection in use has role rules, so it stays.`
      : `${origin} No connection in use has role rules, so it stays until you change it.`;
  const rules = `the rules of ${ruledBy.join(" or ")}`;
  return byHand
    ? `${origin} If one of ${rules} matches at a sign-in, the rule wins. If none does, this role stays.`
    : `${origin} At each sign-in ${rules} decide again, so a role that you set here lasts until a rule gives another one.`;
}
