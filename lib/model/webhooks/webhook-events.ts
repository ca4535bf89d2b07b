import type { AuditEntry } from "@/lib/model/audit/audit";

/** The events that a webhook can subscribe to. */
export const webhookEventTypes = [
  "connection.activated",
  "connection.disabled",
  "connection.enabled",
  "connection.removed",
  "user.provisioned",
  "user.pending",
  "user.deactivated",
  "user.reactivated",
  "certificate.ending",
  "directory.activated",
  "directory.paused",
  "directory.resumed",
  "directory.removed",
  "directory.held",
  "directory.failing",
  "directory.silent",
  "directory.credential_ending",
  "sign_in.refused",
] as const;
export type WebhookEventType = (typeof webhookEventTypes)[number];

/** Sent by hand to test the address; nobody subscribes to it. */
export const testEventType = "webhook.test";

/** Something that happened in a space, as programs receive it. */
export interface WebhookEvent {
  type: WebhookEventType | typeof testEventType;
  at: Date;
  /** Safe to show, as the audit log's details are. */
  data: Record<string, unknown>;
}

/** The audit events that programs receive, and under which name. */
const eventOfAction: Record<string, WebhookEventType> = {
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
  "directory.activated": "directory.activated",
  "directory.paused": "directory.paused",
  "directory.resumed": "directory.resumed",
  "directory.removed": "directory.removed",
};

/** The webhook event for an entry of a space's audit log; `null` for most. */
export function webhookEventOf(entry: AuditEntry, at: Date): WebhookEvent | null {
  const type = Object.hasOwn(eventOfAction, entry.action) ? eventOfAction[entry.action] : undefined;
  if (!type) return null;
  const { kind, id, name } = entry.actor;
  return {
    type,
    at,
    data: { target: entry.target ?? null, actor: { kind, id, name }, details: entry.details ?? {} },
  };
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/**
 * Waits after the first, second, … failure. Standard Webhooks, “Deliverability and reliability”: over days, at
 * growing intervals.
 */
const waits = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** When a message that has failed `attempts` times is tried again; `null`: no more. */
export function nextWebhookAttempt(attempts: number, now: Date): Date | null {
  const wait = waits[attempts - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}
