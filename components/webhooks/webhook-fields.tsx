import { CheckboxList } from "@/components/ui/checkbox-list";
import { TextField } from "@/components/ui/text-field";
import { webhookEventTypes } from "@/lib/model/webhooks/webhook-events";
import type { WebhookView } from "@/lib/schemas/webhook";
import { eventWords } from "./event-words";

/** The address and the events of a webhook, new or existing. */
export function WebhookFields({ webhook }: { webhook: Pick<WebhookView, "url" | "events"> | null }) {
  return (
    <>
      <TextField
        name="url"
        label="Address"
        help="Where the messages are sent, for example https://automation.example/gatehouse."
        maxLength={2_000}
        autoComplete="off"
        defaultValue={webhook?.url ?? ""}
      />
      <CheckboxList
        name="events"
        legend="Events"
        values={webhookEventTypes}
        words={eventWords}
        chosen={webhook?.events ?? []}
      />
    </>
  );
}
