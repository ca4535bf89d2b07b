import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CheckboxList } from "@/components/ui/checkbox-list";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { SearchableList } from "@/components/ui/searchable-list";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { findWebhook, listDeliveries } from "@/lib/features/webhooks/webhooks";
import { deliveryStatuses } from "@/lib/model/webhooks/webhook";
import { webhookEventTypes } from "@/lib/model/webhooks/webhook-events";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../../list-page";
import { SpaceConsole } from "../../../../space-console";
import { changeWebhookAction, removeWebhookAction, switchWebhookAction, testWebhookAction } from "../actions";
import { eventWords } from "../event-words";
import { DeliveriesTable } from "./deliveries-table";

export const metadata: Metadata = { title: "Webhook" };

const rules: ListRules = {
  sorts: ["createdAt"],
  defaultSort: "-createdAt",
  filters: { status: deliveryStatuses },
};

interface WebhookPageProps {
  params: Promise<{ space: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

/** One webhook: its address and events, its switch, its deliveries, and its removal. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function WebhookPage({ params, searchParams }: WebhookPageProps) {
  const { space, id } = await params;
  const ctx = await requirePermission(space, "manage_tokens");
  const deps = await dependencies();
  const found = await findWebhook(deps, ctx, id);
  if (!found.ok) notFound();
  const webhook = found.value;
  const query = readListQuery(await searchParams, rules);
  const { status } = query.filters;
  const log = await listDeliveries(deps, ctx, id, { ...pageQuery(query), ...(status ? { status } : {}) });
  if (!log.ok) notFound();
  const { slug } = ctx.space;
  const path = `${spacePaths(slug).webhooks}/${id}`;
  const fields = { space: slug, id };
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        title="Webhook"
        description={<span className="[overflow-wrap:anywhere]">{webhook.url}</span>}
        back={{ href: spacePaths(slug).webhooks, label: "Webhooks" }}
        badge={
          <StateBadge state={webhook.enabled ? "active" : "disabled"}>
            {webhook.enabled ? "Active" : "Disabled"}
          </StateBadge>
        }
      />
      <Card title="Address and events">
        <Form action={changeWebhookAction} label="Change the webhook">
          <Hidden fields={fields} />
          <TextField
            name="url"
            label="Address"
            defaultValue={webhook.url}
            maxLength={2_000}
            autoComplete="off"
          />
          <CheckboxList
            name="events"
            legend="Events"
            values={webhookEventTypes}
            words={eventWords}
            chosen={webhook.events}
          />
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
            <Form action={testWebhookAction} label="Send a test message">
              <Hidden fields={fields} />
              <SubmitButton variant="secondary" pendingLabel="Sending">
                Send a test message
              </SubmitButton>
            </Form>
          )}
          <Form action={switchWebhookAction} label={webhook.enabled ? "Disable" : "Enable"}>
            <Hidden fields={{ ...fields, enabled: webhook.enabled ? "off" : "on" }} />
            <SubmitButton variant="secondary" pendingLabel="Switching">
              {webhook.enabled ? "Disable" : "Enable"}
            </SubmitButton>
          </Form>
        </div>
      </Card>
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
          found={log.value}
          noun={["message", "messages"]}
        >
          <DeliveriesTable deliveries={log.value.rows} slug={slug} webhookId={id} query={query} path={path} />
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
            action={removeWebhookAction}
            fields={fields}
          />
        }
      />
    </SpaceConsole>
  );
}

function Hidden({ fields }: { fields: Record<string, string> }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
