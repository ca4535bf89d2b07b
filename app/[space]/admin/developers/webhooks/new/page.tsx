import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CheckboxList } from "@/components/ui/checkbox-list";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { IssuedOnce } from "@/components/ui/issued-once";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { webhookEventTypes } from "@/lib/model/webhooks/webhook-events";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { SpaceConsole } from "../../../../space-console";
import { createWebhookAction } from "../actions";
import { eventWords } from "../event-words";

export const metadata: Metadata = { title: "Create webhook" };

/** A new webhook: its address and events; then its signing secret, this once. */
export default async function NewWebhookPage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requirePermission((await params).space, "manage_tokens");
  const back = spacePaths(ctx.space.slug).webhooks;
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title="Create webhook"
        description="For one of your programs that answers over HTTPS."
        back={{ href: back, label: "Webhooks" }}
      />
      <Card>
        <Form action={createWebhookAction} label="Create a webhook">
          <IssuedOnce
            label="Signing secret"
            help="Your program uses it to verify the header webhook-signature, as defined by Standard Webhooks."
            warning="Anyone who has it can impersonate this site to your program."
            back={back}
          >
            <input type="hidden" name="space" value={ctx.space.slug} />
            <TextField
              name="url"
              label="Address"
              help="Where the messages are sent, for example https://automation.example/gatehouse."
              maxLength={2_000}
              autoComplete="off"
            />
            <CheckboxList
              name="events"
              legend="Events"
              values={webhookEventTypes}
              words={eventWords}
              chosen={[]}
            />
            <FormActions back={<ButtonLink href={back}>Cancel</ButtonLink>}>
              <SubmitButton pendingLabel="Creating">Create webhook</SubmitButton>
            </FormActions>
          </IssuedOnce>
        </Form>
      </Card>
    </SpaceConsole>
  );
}
