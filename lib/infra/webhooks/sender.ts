import { createHmac } from "node:crypto";
import { isOutboundError, type Outbound } from "@/lib/ports/safe-fetch";
import type { WebhookSender } from "@/lib/ports/webhooks";

const excerptLength = 500;

/**
 * Signs by the rules of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body` with the bytes after `whsec_`,
 * written `v1,<base64>`. The timestamp is in seconds; receivers refuse old ones.
 */
export function webhookSignature(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
}

/** Sends over the only outgoing client of the process: no private address, no redirect, bounded time and answer. */
export function webhookSender(outbound: Outbound): WebhookSender {
  return {
    async send({ id, owner, url, secrets, body, at }) {
      const timestamp = Math.floor(at.getTime() / 1000);
      const signatures = secrets.map((secret) => webhookSignature(secret, id, timestamp, body));
      try {
        const response = await outbound.onBehalfOf(owner).fetch(url, {
          method: "POST",
          redirects: "return",
          maxBytes: 64 * 1024,
          body,
          headers: {
            "content-type": "application/json",
            "user-agent": "Gatehouse-Webhooks/1",
            "webhook-id": id,
            "webhook-timestamp": String(timestamp),
            // Several, with a space between, so that a receiver may know either secret.
            "webhook-signature": signatures.join(" "),
          },
        });
        const excerpt = (await response.text()).slice(0, excerptLength);
        return { reached: true, status: response.status, excerpt };
      } catch (error) {
        const reason = isOutboundError(error) ? error.message : "The address could not be reached.";
        return { reached: false, reason: reason.slice(0, excerptLength) };
      }
    },
  };
}
