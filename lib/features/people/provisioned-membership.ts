import type { Membership } from "@/lib/model/people/person";
import type { Entry } from "@/lib/model/sign-in/admission-facts";

interface Provisioned {
  spaceId: string;
  userId: string;
  entry: Pick<Entry, "role" | "roleSource">;
  status: "active" | "pending";
  /** Who brings the person in, and through which connection. */
  origin: "sso" | "directory";
  connectionId: string | null;
  now: Date;
}

/** The membership of somebody whom a sign-in or a directory brings into a space; who waits for approval has no licence. */
export function provisionedMembership(given: Provisioned): Membership {
  const { spaceId, userId, entry, status, origin, connectionId, now } = given;
  const isActive = status === "active";
  return {
    spaceId,
    userId,
    role: entry.role,
    status,
    licence: isActive ? entry.role : null,
    isItAdministrator: false,
    permissions: [],
    origin,
    originConnectionId: connectionId,
    roleSource: entry.roleSource,
    createdAt: now,
    lastSignInAt: isActive && origin === "sso" ? now : null,
    vouchedFor: false,
  };
}
