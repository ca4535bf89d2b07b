import type { User } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { UserRecord } from "@/lib/ports/people";
import type { Store } from "@/lib/ports/store";

export interface UserWish {
  /** Normalised. */
  email: string;
  firstName: string;
  lastName: string;
  passwordHash: string | null;
  isOperator?: boolean;
}

/**
 * The one user of an address, made where there is none; whoever exists stays as they are: no space may rename
 * somebody, or give them a password, by adding them. Inside a transaction only.
 */
export async function userForAddress(
  deps: Pick<Dependencies, "secrets" | "now">,
  tx: Store,
  wish: UserWish,
): Promise<{ user: User; isNew: boolean }> {
  const existing = await tx.users.byEmail(wish.email);
  if (existing) return { user: existing, isNew: false };

  const now = deps.now();
  const record: UserRecord = {
    id: deps.secrets.id("user"),
    email: wish.email,
    firstName: wish.firstName,
    lastName: wish.lastName,
    passwordHash: wish.passwordHash,
    passwordChangedAt: wish.passwordHash === null ? null : now,
    ssoOnlyOrganizationId: null,
    isOperator: wish.isOperator ?? false,
    totpSealed: null,
    totpEnabledAt: null,
    createdAt: now,
    lastSignInAt: null,
    lastPasswordSignInAt: null,
  };
  const isNew = await tx.users.insert(record);
  const user = await tx.users.byEmail(wish.email);
  if (!user) throw new Error(`user ${record.id} was inserted and is not there`);
  return { user, isNew };
}
