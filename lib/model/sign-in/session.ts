import type { UpstreamProof } from "./upstream-proof";

/** How a space admitted a session. */
export const ways = ["password", "connection"] as const;
export type Way = (typeof ways)[number];

export interface SessionSpace {
  spaceId: string;
  way: Way;
  connectionId: string | null;
  providerSession: string | null;
  admittedAt: Date;
  /** The end of the admission as the provider said. */
  endsAt?: Date | null;
  /** What the identity provider said of the sign-in. */
  proof?: UpstreamProof | null;
}

/** A signed-in browser with the spaces that admitted it. */
export interface Session {
  id: string;
  userId: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  endedAt: Date | null;
  endedReason: string | null;
  address: string | null;
  userAgent: string | null;
  spaces: SessionSpace[];
}
