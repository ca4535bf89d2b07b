import type { Role } from "@/lib/model/people/roles";

export const spaceKinds = ["standard", "partner"] as const;
export type SpaceKind = (typeof spaceKinds)[number];
export const passwordSignIns = ["allowed", "it_administrators_only"] as const;
export type PasswordSignIn = (typeof passwordSignIns)[number];

/** One customer's tenant. */
export interface Space {
  id: string;
  slug: string;
  /** The vendor's own id of the customer. */
  externalId: string | null;
  name: string;
  kind: SpaceKind;
  ssoSubscribed: boolean;
  passwordSignIn: PasswordSignIn;
  twoFactorRequired: boolean;
  passwordMaxAgeDays: number | null;
  /** Seats per role; an absent role is not capped. */
  seats: Partial<Record<Role, number>>;
  createdAt: Date;
  revision: number;
}

/** Who holds a space's edit lease. */
export interface EditLease {
  spaceId: string;
  userId: string;
  leaseId: string;
  acquiredAt: Date;
  expiresAt: Date;
}
