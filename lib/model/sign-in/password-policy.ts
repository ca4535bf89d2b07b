import type { Membership, User } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import type { Session } from "./session";

/**
 * True if the space admits this member by password (docs/model.md#who-may-use-one): its IT administrators always;
 * everyone else while passwords are allowed, unless connections were chosen for them: then they sign in by those
 * only. Invited people are admitted, because that is how they accept. Every path checks here: form, reset, API.
 */
export function letsPassword(
  space: Pick<Space, "passwordSignIn">,
  membership: Pick<Membership, "status" | "role" | "isItAdministrator">,
  connectionsChosen: boolean,
): boolean {
  if (membership.status !== "active" && membership.status !== "invited") return false;
  if (membership.role === "admin" && membership.isItAdministrator) return true;
  return space.passwordSignIn === "allowed" && !connectionsChosen;
}

/** What a person must do before a space that they entered by password opens fully. */
export type RequiredAction = "two_factor" | "password_age";

const day = 24 * 60 * 60 * 1000;

type Rules = Pick<Space, "id" | "twoFactorRequired" | "passwordMaxAgeDays">;
type Credentials = Pick<User, "hasPassword" | "hasTwoFactor" | "passwordChangedAt" | "createdAt">;

/** The first required action that is open, or `null`. People who signed in through a connection have none. */
export function openRequiredAction(
  space: Rules,
  user: Credentials,
  session: Pick<Session, "spaces">,
  now: Date,
): RequiredAction | null {
  const byPassword = session.spaces.some((entry) => entry.spaceId === space.id && entry.way === "password");
  return byPassword ? passwordRequiredAction(space, user, now) : null;
}

/** The space's requirements for password sign-ins that the person has not met. */
export function passwordRequiredAction(space: Rules, user: Credentials, now: Date): RequiredAction | null {
  if (space.twoFactorRequired && !user.hasTwoFactor) return "two_factor";
  if (space.passwordMaxAgeDays === null || !user.hasPassword) return null;
  const changedAt = user.passwordChangedAt ?? user.createdAt;
  return now.getTime() - changedAt.getTime() > space.passwordMaxAgeDays * day ? "password_age" : null;
}
