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
  "access.ended",
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
