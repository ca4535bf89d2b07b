import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { IssuedOnce } from "@/components/ui/issued-once";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/schemas/form-state";
import { WebhookFields } from "./webhook-fields";

interface NewWebhookFormProps {
  create: FormAction;
  fields: Readonly<Record<string, string>>;
  /** The list. */
  back: string;
}

/** A new webhook: its address and events; then its signing secret, this once. */
export function NewWebhookForm({ create, fields, back }: NewWebhookFormProps) {
  return (
    <Card>
      <Form action={create} label="Create a webhook">
        <IssuedOnce
          label="Signing secret"
          help="Your program uses it to verify the header webhook-signature, as defined by Standard Webhooks."
          warning="Anyone who has it can impersonate this site to your program."
          back={back}
        >
          <HiddenFields fields={fields} />
          <WebhookFields webhook={null} />
          <FormActions back={<ButtonLink href={back}>Cancel</ButtonLink>}>
            <SubmitButton pendingLabel="Creating">Create webhook</SubmitButton>
          </FormActions>
        </IssuedOnce>
      </Form>
    </Card>
  );
}
