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
    /** One, or two while a new one is brought in: the message is signed with each. */
    secrets: readonly string[];
    body: string;
    at: Date;
  }): Promise<WebhookAnswer>;
}
