import type { WebhookEventType } from "@/lib/model/webhooks/webhook-events";

/** The name of each event on screen. */
export const eventWords: Record<WebhookEventType, string> = {
  "connection.activated": "A connection was activated",
  "connection.disabled": "A connection was disabled",
  "connection.enabled": "A connection was enabled again",
  "connection.removed": "A connection was removed",
  "user.provisioned": "Somebody signed in for the first time, or was approved",
  "user.pending": "Somebody is waiting for approval",
  "user.deactivated": "Somebody was deactivated or rejected",
  "certificate.ending": "A provider's certificate expires soon",
  "sign_in.refused": "A sign-in was refused",
};
