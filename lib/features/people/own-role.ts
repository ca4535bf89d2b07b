import { refused } from "@/lib/model/outcome";
import { compareRoles, type Role } from "@/lib/model/people/roles";
import type { Context } from "@/lib/ports/context";

/** The refusal for a role above the role of the person who asks; `null` if it is not. */
export function roleAboveOwn(ctx: Pick<Context, "role">, given: Role | null | undefined, field?: string) {
  if (!given || compareRoles(given, ctx.role) <= 0) return null;
  return aboveOwn(ctx, given, field);
}

/** The same for a role that is already found to be above. */
export function aboveOwn({ role }: Pick<Context, "role">, received: string, field?: string) {
  return refused(
    "forbidden",
    "role_above_own",
    `Nobody can give more than they have, and your own role is ${role}. Choose a lower role, or ask an administrator of the space to do this.`,
    { ...(field === undefined ? {} : { field }), received, expected: `${role} at most` },
  );
}
