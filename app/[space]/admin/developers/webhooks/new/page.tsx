import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { spacePaths } from "@/lib/server/navigation";
import { requirePermission } from "@/lib/server/require";
import { SpaceConsole } from "../../../../space-console";
import { createWebhookAction } from "../actions";
import { EventChoice } from "../event-choice";
import { IssuedSecret } from "../issued-secret";

export const metadata: Metadata = { title: "Create webhook" };

/** A new webhook: where to, about what; then its signing secret, this once. */
export default async function NewWebhookPage({ params }: { params: Promise<{ space: string }> }) {
  const acting = await requirePermission((await params).space, "manage_tokens");
  const back = spacePaths(acting.space.slug).webhooks;
  return (
    <SpaceConsole acting={acting}>
      <PageHeader
        title="Create webhook"
        description="For a program of yours that answers over https."
        back={{ href: back, label: "Webhooks" }}
      />
      <Card>
        <Form action={createWebhookAction} label="Create a webhook">
          <IssuedSecret back={back}>
            <input type="hidden" name="space" value={acting.space.slug} />
            <TextField
              name="url"
              label="Address"
              help="Where the messages are sent to, for example https://automation.example/gatehouse."
              maxLength={2_000}
              autoComplete="off"
            />
            <EventChoice chosen={[]} />
            <FormActions back={<ButtonLink href={back}>Cancel</ButtonLink>}>
              <SubmitButton pendingLabel="Creating">Create webhook</SubmitButton>
            </FormActions>
          </IssuedSecret>
        </Form>
      </Card>
    </SpaceConsole>
  );
}
