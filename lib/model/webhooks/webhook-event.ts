import type { AuditEntry } from "@/lib/model/audit/audit";
import type { testEventType, WebhookEventType } from "./webhook-events";
import type { WebhookData } from "./webhook-messages";

type EventOf<Type extends WebhookEventType | typeof testEventType> = {
  [One in Type]: {
    type: One;
    at: Date;
    /** Safe to show, as the audit log's details are. */
    data: WebhookData<One>;
  };
}[Type];

/** Something that happened in a space, as programs receive it. */
export type WebhookEvent = EventOf<WebhookEventType | typeof testEventType>;

/** The audit events that programs receive, and under which name. */
const eventOfAction = {
  "connection.activated": "connection.activated",
  "connection.disabled": "connection.disabled",
  "connection.enabled": "connection.enabled",
  "connection.removed": "connection.removed",
  "person.provisioned": "user.provisioned",
  "person.waits_for_approval": "user.pending",
  // People who were approved or rejected after waiting.
  "user.approved": "user.provisioned",
  "user.rejected": "user.deactivated",
  "user.deactivated": "user.deactivated",
  "user.reactivated": "user.reactivated",
  "access.ended": "access.ended",
  "directory.activated": "directory.activated",
  "directory.paused": "directory.paused",
  "directory.resumed": "directory.resumed",
  "directory.removed": "directory.removed",
} as const satisfies Record<string, WebhookEventType>;

const isTold = (action: string): action is keyof typeof eventOfAction => Object.hasOwn(eventOfAction, action);

/** The webhook event for an entry of a space's audit log; `null` for most. */
export function webhookEventOf(entry: AuditEntry, at: Date): WebhookEvent | null {
  const { action } = entry;
  if (!isTold(action)) return null;
  const { kind, id, name } = entry.actor;
  return {
    type: eventOfAction[action],
    at,
    data: { target: entry.target ?? null, actor: { kind, id, name }, details: entry.details ?? {} },
  };
}
