export type WebhookAnswer =
  | { reached: true; status: number; excerpt: string }
  | { reached: false; reason: string };

/** Signs and sends one message (Standard Webhooks). Never throws. */
export interface WebhookSender {
  send(message: {
    id: string;
    /** The webhook's, whose receivers share their turns at a host. */
    owner: string;
    url: string;
    secret: string;
    body: string;
    at: Date;
  }): Promise<WebhookAnswer>;
}
