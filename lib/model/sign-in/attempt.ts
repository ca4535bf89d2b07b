import type { Check } from "@/lib/model/refusals/validation-result";
import type { Protocol } from "./identity";

/** While nothing has been decided. */
export const openStatuses = ["started", "answered"] as const;
export const attemptStatuses = [...openStatuses, "admitted", "refused", "expired"] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];

/** The actor of a sign-in before the person is known. */
export const initiators = ["service_provider", "identity_provider"] as const;
export type Initiator = (typeof initiators)[number];

/** The reason for an attempt's outcome, for the administrator. */
export interface AttemptCause {
  check: string | null;
  received: string | null;
  expected: string | null;
  checks: Check[];
}

/** One round trip, of a sign-in or (with `testRunId`) of a test run. */
export interface SignInAttempt {
  id: string;
  organizationId: string;
  spaceId: string;
  connectionId: string;
  connectionName: string;
  configurationId: string;
  testRunId: string | null;
  /** The signed-in person who links this connection to themselves; `null`: a sign-in or a test run. */
  linkUserId: string | null;
  protocol: Protocol;
  initiatedBy: Initiator;
  /** Not requested on a page of this site: started at the provider, or by a link on another site. */
  startedElsewhere: boolean;
  /** An application requires the person to prove who they are once more, whatever the connection requires. */
  reauthenticate: boolean;
  status: AttemptStatus;
  requestId: string | null;
  browserHash: string | null;
  returnTo: string | null;
  email: string | null;
  userId: string | null;
  sessionId: string | null;
  refusalCode: string | null;
  cause: AttemptCause | null;
  address: string | null;
  createdAt: Date;
  answeredAt: Date | null;
  finishedAt: Date | null;
  expiresAt: Date;
}

/** A person's identity at a provider. */
export interface LinkedIdentity {
  id: string;
  organizationId: string;
  connectionId: string;
  userId: string;
  issuer: string;
  subject: string;
  relinkAllowed: boolean;
  firstUsedAt: Date;
  lastUsedAt: Date;
}
