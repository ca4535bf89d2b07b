import type { Webhook, WebhookDelivery } from "@/lib/model/webhooks/webhook";
import type { WebhookEvent } from "@/lib/model/webhooks/webhook-events";
import type { Page, PageQuery } from "./page";

/** The webhooks of one space and what was sent to them. */
export interface Webhooks {
  all(): Promise<Webhook[]>;
  byId(id: string): Promise<Webhook | null>;
  insert(webhook: Webhook & { secretSealed: string }): Promise<void>;
  update(id: string, change: Partial<Pick<Webhook, "url" | "events" | "enabled">>): Promise<Webhook | null>;
  remove(id: string): Promise<boolean>;
  /** Writes a message for every enabled webhook that wants the event. Call it inside the transaction of the change. */
  emit(event: WebhookEvent): Promise<void>;
  /** Writes a message for one webhook, whatever it wants. */
  emitTo(webhookId: string, event: WebhookEvent): Promise<WebhookDelivery>;
  /** Newest first. */
  deliveries(webhookId: string, query: PageQuery & { status?: string }): Promise<Page<WebhookDelivery>>;
  delivery(webhookId: string, id: string): Promise<WebhookDelivery | null>;
  /** Makes a message due again, with its tries counted anew; `false` where there is none or it waits anyway. */
  redeliver(webhookId: string, id: string, now: Date): Promise<boolean>;
}

/** A message that this process is to send now. */
export interface DueDelivery extends WebhookDelivery {
  url: string;
  secretSealed: string;
}

/** Messages on their way, whatever their space. */
export interface WebhookQueue {
  /** Takes messages that are due, their tries counted up, so that no second process sends them too. One statement. */
  claimDue(now: Date, limit: number): Promise<DueDelivery[]>;
  finish(
    id: string,
    end: Pick<WebhookDelivery, "status" | "responseCode" | "excerpt" | "nextAttemptAt" | "finishedAt">,
  ): Promise<void>;
  disable(webhookId: string): Promise<void>;
}

export type WebhookAnswer =
  | { reached: true; status: number; excerpt: string }
  | { reached: false; reason: string };

/** Signs and sends one message (Standard Webhooks). Never throws. */
export interface WebhookSender {
  send(message: {
    id: string;
    /** Whose receivers share their turns at a host. */
    spaceId: string;
    url: string;
    secret: string;
    body: string;
    at: Date;
  }): Promise<WebhookAnswer>;
}
