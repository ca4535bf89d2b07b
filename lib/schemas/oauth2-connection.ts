import { z } from "zod";
import type { OptionStatus } from "@/lib/model/connections/connection";
import type { Protocol } from "@/lib/model/sign-in/identity";

/** One connection of the space as it applies to one person. Moments are ISO 8601. */
export interface PersonConnection {
  connectionId: string;
  name: string;
  reference: string;
  provider: string;
  providerName: string;
  protocol: Protocol;
  status: OptionStatus;
  /** Created by this space's own organization: links and tokens are managed here. */
  isOwn: boolean;
  /** Chosen for the person; if none is chosen, every one may be used. */
  isChosen: boolean;
  link: {
    subject: string;
    issuer: string;
    firstUsedAt: string;
    lastUsedAt: string;
    relinkAllowed: boolean;
  } | null;
  tokens: {
    scopes: string[];
    expiresAt: string | null;
    isRefreshed: boolean;
    lastFetchedAt: string | null;
    endedAt: string | null;
  } | null;
}

/** The person's card, tab “SSO connections”. */
export interface PersonConnections {
  connections: PersonConnection[];
  /** Only the chosen ones admit the person. */
  restricted: boolean;
}

const id = z.string().min(1).max(64);

/** Which connections a person may sign in by; none: all. */
export const memberConnectionsForm = z.object({
  userId: id,
  connections: z
    .union([id, z.array(id).max(100)])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat())),
});

/** One connection of one person. */
export const personConnectionForm = z.object({ userId: id, connectionId: id });
