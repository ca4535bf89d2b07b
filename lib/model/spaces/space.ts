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
  /** Whether single sign-on through the space's own organization clears people's passwords. */
  convertToSsoOnly: boolean;
  twoFactorRequired: boolean;
  passwordMaxAgeDays: number | null;
  /** Seats per role; an absent role is not capped. */
  seats: Partial<Record<Role, number>>;
  createdAt: Date;
  revision: number;
}

/** How people sign in to the space, as programs and files set it. */
export type SpaceSignInSettings = Pick<
  Space,
  "passwordSignIn" | "convertToSsoOnly" | "twoFactorRequired" | "passwordMaxAgeDays"
>;

export function signInSettingsOf(space: SpaceSignInSettings): SpaceSignInSettings {
  const { passwordSignIn, convertToSsoOnly, twoFactorRequired, passwordMaxAgeDays } = space;
  return { passwordSignIn, convertToSsoOnly, twoFactorRequired, passwordMaxAgeDays };
}

/** The holder of a space's edit lease. */
export interface EditLease {
  spaceId: string;
  userId: string;
  leaseId: string;
  acquiredAt: Date;
  expiresAt: Date;
}
