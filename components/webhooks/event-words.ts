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
  "user.reactivated": "Somebody was reactivated",
  "access.ended": "Somebody's access was ended",
  "certificate.ending": "A provider's certificate expires soon",
  "directory.activated": "A directory was activated",
  "directory.paused": "A directory was paused",
  "directory.resumed": "A directory was resumed",
  "directory.removed": "A directory was removed",
  "directory.held": "A directory would take access away from many people, and they are held",
  "directory.failing": "The requests of a directory fail",
  "directory.silent": "A directory has sent nothing for a day",
  "directory.credential_ending": "A token or client secret of a directory expires soon",
  "sign_in.refused": "A sign-in was refused",
};
