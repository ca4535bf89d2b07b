import type { WebhookEventType } from "./webhook-events";

/** An address of a customer's program that receives the space's events. The signing secret is elsewhere. */
export interface Webhook {
  id: string;
  spaceId: string;
  url: string;
  events: WebhookEventType[];
  enabled: boolean;
  createdAt: Date;
  createdBy: string | null;
}

export const deliveryStatuses = ["waiting", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One message to one webhook. */
export interface WebhookDelivery {
  id: string;
  spaceId: string;
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
