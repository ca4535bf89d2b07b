import type { UserRecord } from "@/lib/db/repositories/users";
import type { Store } from "@/lib/db/store";
import type { User } from "@/lib/model/people/person";
import type { Dependencies } from "@/lib/ports/dependencies";

export interface UserInput {
  /** Normalised. */
  email: string;
  firstName: string;
  lastName: string;
  passwordHash: string | null;
  isOperator?: boolean;
}

/**
 * The one user of an address, created if there is none; an existing user stays unchanged: no space may rename a
 * person, or give them a password, by adding them. Inside a transaction only.
 */
export async function userForAddress(
  deps: Pick<Dependencies, "secrets" | "now">,
  tx: Store,
  input: UserInput,
): Promise<{ user: User; isNew: boolean }> {
  const existing = await tx.users.byEmail(input.email);
  if (existing) return { user: existing, isNew: false };

  const now = deps.now();
  const record: UserRecord = {
    id: deps.secrets.id("user"),
    email: input.email,
    firstName: input.firstName,
    lastName: input.lastName,
    passwordHash: input.passwordHash,
    passwordChangedAt: input.passwordHash === null ? null : now,
    ssoOnlyOrganizationId: null,
    isOperator: input.isOperator ?? false,
    totpSealed: null,
    totpEnabledAt: null,
    createdAt: now,
    lastSignInAt: null,
    lastPasswordSignInAt: null,
  };
  const isNew = await tx.users.insert(record);
  const user = await tx.users.byEmail(input.email);
  if (!user) throw new Error(`user ${record.id} was inserted but cannot be read`);
  return { user, isNew };
}
