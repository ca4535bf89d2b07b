import type { Member } from "@/lib/model/people/person";

/** The days within which an IT administrator must have signed in with a password. */
export const passwordFallbackDays = 30;

/**
 * True if somebody can still sign in when single sign-on is broken: an active IT administrator of the space who has
 * signed in with a password recently. An untested password is no emergency access.
 */
export function hasPasswordFallback(
  administrators: readonly Pick<Member, "role" | "status" | "isItAdministrator" | "user">[],
  now: Date,
): boolean {
  const since = now.getTime() - passwordFallbackDays * 24 * 60 * 60 * 1000;
  return administrators.some(
    ({ role, status, isItAdministrator, user }) =>
      role === "admin" &&
      status === "active" &&
      isItAdministrator &&
      user.hasPassword &&
      (user.lastPasswordSignInAt?.getTime() ?? 0) >= since,
  );
}
