export const actorKinds = [
  "user",
  "account",
  "operator",
  "system",
  "command_line",
  "setup_link",
  "anonymous",
] as const;
export type ActorKind = (typeof actorKinds)[number];

/** The actor of a change, as the audit log will name them. */
export interface Actor {
  kind: ActorKind;
  id: string | null;
  name: string | null;
  address: string | null;
}

/** The record of a change, in the change's own transaction. */
export interface AuditEntry {
  actor: Actor;
  action: string;
  target?: { kind: string; id: string; name?: string };
  /** Safe to show: never a secret, never a whole assertion. */
  details?: Record<string, unknown>;
}

/** An entry as stored in a chain. */
export interface AuditEvent {
  id: string;
  chain: string;
  spaceId: string | null;
  sequence: number;
  at: Date;
  actor: Actor;
  action: string;
  target: { kind: string; id: string; name: string | null } | null;
  details: Record<string, unknown>;
  /** The id of the call of the API that made the change; `null` if it was made in another way. */
  requestId: string | null;
  previousHash: string;
  hash: string;
}

/** A message in the outbox. */
export interface Message {
  id: string;
  spaceId: string | null;
  recipient: string;
  subject: string;
  body: string;
  createdAt: Date;
  sentAt: Date | null;
  attempts: number;
  lastError: string | null;
}
