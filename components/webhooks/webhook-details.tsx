import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { HiddenFields } from "@/components/ui/hidden-fields";
import type { ListQuery, ListRules } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { deliveryStatuses } from "@/lib/model/webhooks/webhook";
import type { FormAction } from "@/lib/schemas/form-state";
import type { DeliveryView, WebhookView } from "@/lib/schemas/webhook";
import { DeliveriesTable } from "./deliveries-table";
import { NewSigningSecret } from "./new-signing-secret";
import { WebhookFields } from "./webhook-fields";

/** How the messages of a webhook can be listed. */
export const deliveryRules: ListRules = {
  sorts: ["createdAt"],
  defaultSort: "-createdAt",
  filters: { status: deliveryStatuses },
};

interface WebhookDetailsProps {
  webhook: WebhookView;
  deliveries: { rows: readonly DeliveryView[]; total: number; page: number; pageSize: number };
  query: ListQuery;
  /** The webhook's own page. */
  path: string;
  /** What every form sends along. */
  fields: Readonly<Record<string, string>>;
  actions: Record<"change" | "test" | "toggle" | "rotate" | "remove" | "redeliver", FormAction>;
}

/** One webhook: its address and events, its switch, its messages, and its removal. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function WebhookDetails({ webhook, deliveries, query, path, fields, actions }: WebhookDetailsProps) {
  const { previousSecretUntil } = webhook;
  return (
    <>
      <Card title="Address and events">
        <Form action={actions.change} label="Change the webhook">
          <HiddenFields fields={fields} />
          <WebhookFields webhook={webhook} />
          <FormActions>
            <SubmitButton pendingLabel="Saving">Save</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      <Card
        title="Test or pause"
        description="While the webhook is disabled, no new messages are created for it. Waiting messages are sent when it is enabled again."
      >
        <div className="flex flex-wrap gap-3">
          {webhook.enabled && (
            <Form action={actions.test} label="Send a test message">
              <HiddenFields fields={fields} />
              <SubmitButton variant="secondary" pendingLabel="Sending">
                Send a test message
              </SubmitButton>
            </Form>
          )}
          <Form action={actions.toggle} label={webhook.enabled ? "Disable" : "Enable"}>
            <HiddenFields fields={{ ...fields, enabled: webhook.enabled ? "off" : "on" }} />
            <SubmitButton variant="secondary" pendingLabel="Switching">
              {webhook.enabled ? "Disable" : "Enable"}
            </SubmitButton>
          </Form>
        </div>
      </Card>
      <Card
        flush
        title="Signing secret"
        description={
          previousSecretUntil ? (
            <>
              Messages are signed with the new secret and with the one before, which ends{" "}
              <RelativeTime value={previousSecretUntil} exact />.
            </>
          ) : (
            "Your program verifies each message with it. It was shown when it was created, and cannot be shown again."
          )
        }
        actions={
          <NewSigningSecret
            action={actions.rotate}
            fields={fields}
            isChanging={previousSecretUntil !== null}
          />
        }
      />
      <Section title="Messages" description="Messages of the last month, with the responses to them.">
        <SearchableList
          path={path}
          query={query}
          searchLabel="Search by event or message id"
          filters={[
            {
              name: "status",
              label: "State",
              options: [
                { value: "waiting", label: "Waiting" },
                { value: "delivered", label: "Delivered" },
                { value: "failed", label: "Given up" },
              ],
            },
          ]}
          found={deliveries}
          noun={["message", "messages"]}
        >
          <DeliveriesTable
            deliveries={deliveries.rows}
            redeliver={actions.redeliver}
            fields={fields}
            query={query}
            path={path}
          />
        </SearchableList>
      </Section>
      <Card
        flush
        title="Remove"
        description="No more messages are sent to this address."
        actions={
          <ConfirmDialog
            trigger={<Button variant="danger">Remove webhook</Button>}
            title="Remove this webhook?"
            consequences={[
              "Waiting messages are not sent, and the message log is deleted.",
              "To use it again, create it again with a new signing secret.",
            ]}
            confirmLabel="Remove webhook"
            pendingLabel="Removing"
            action={actions.remove}
            fields={fields}
          />
        }
      />
    </>
  );
}
