import type { WebhookEventType } from "./webhook-events";

/** The owner of webhooks that receive the events of every space: the vendor's. Others belong to their space. */
export const installationOwner = "installation";

/** An address that receives events: a space's, or those of all spaces. The signing secret is elsewhere. */
export interface Webhook {
  id: string;
  /** The space's id, or `installation`. */
  owner: string;
  spaceId: string | null;
  url: string;
  events: WebhookEventType[];
  enabled: boolean;
  /** Until when messages are signed with the secret before as well; `null`: there is none, or its time is over. */
  previousSecretUntil: Date | null;
  createdAt: Date;
  createdBy: string | null;
}

export const deliveryStatuses = ["waiting", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One message to one webhook. */
export interface WebhookDelivery {
  id: string;
  /** The webhook's. */
  owner: string;
  /** Where it happened; `null`: in no space, or in one that has been removed since. */
  spaceId: string | null;
  webhookId: string;
  type: string;
  payload: unknown;
  status: DeliveryStatus;
  attempts: number;
  nextAttemptAt: Date | null;
  responseCode: number | null;
  excerpt: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}
