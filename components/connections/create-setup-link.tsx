"use client";

import { Link2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { CopyField } from "@/components/ui/copy-field";
import { Dialog } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { RadioGroup } from "@/components/ui/radio-group";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { FormAction, FormState } from "@/lib/schemas/form-state";
import { type CreatedSetupLink, hasCreatedLink } from "@/lib/schemas/setup-link";

interface CreateSetupLinkProps {
  space: string;
  connectionId: string;
  providerName: string;
  /** True if there is something to renew. */
  configured: boolean;
  action: FormAction;
}

const lifetimes = [
  { value: "24", label: "1 day" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
  { value: "336", label: "14 days" },
];

/** Creates a setup link; its address is shown this once, in place of the form. */
export function CreateSetupLink(props: CreateSetupLinkProps) {
  const { providerName } = props;
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedSetupLink["created"]>();

  function handleOpenChange(next: boolean) {
    setOpen(next);
    if (next) setCreated(undefined);
  }
  function handleSuccess(state: FormState) {
    if (hasCreatedLink(state)) setCreated(state.created);
  }

  return (
    <Dialog
      title={created ? "The setup link" : "Create a setup link"}
      description={
        created
          ? undefined
          : `For the person who administers ${providerName}. They need no user here. They cannot activate, and cannot see secrets or people.`
      }
      open={open}
      onOpenChange={handleOpenChange}
      trigger={
        <Button size="small" icon={<Link2 aria-hidden />}>
          Create setup link
        </Button>
      }
    >
      {created ? (
        <div className="space-y-5">
          <CopyField label="Setup link" value={created.url} />
          <Callout tone="warn" title="Copy it now">
            <p>
              It is shown only now. Anyone who has it can configure and test this one connection until it
              expires or you revoke it.
            </p>
          </Callout>
          {created.sentTo && (
            <p>
              It was sent to {created.sentTo} with instructions. This page shows when it is opened and what
              has been done.
            </p>
          )}
          <FormActions>
            <Button variant="primary" onClick={() => setOpen(false)}>
              Done
            </Button>
          </FormActions>
        </div>
      ) : (
        <Fields {...props} onSuccess={handleSuccess} />
      )}
    </Dialog>
  );
}

function Fields({
  space,
  connectionId,
  configured,
  action,
  onSuccess,
}: CreateSetupLinkProps & { onSuccess: (state: FormState) => void }) {
  return (
    <Form action={action} onSuccess={onSuccess}>
      <input type="hidden" name="space" value={space} />
      <input type="hidden" name="connectionId" value={connectionId} />
      {configured ? (
        <RadioGroup
          name="purpose"
          label="Purpose"
          defaultValue="configure"
          options={[
            {
              value: "configure",
              label: "Configure and test",
              description: "Every value of the connection.",
            },
            {
              value: "renew",
              label: "Renew only",
              description: "Only the certificate or the client secret.",
            },
          ]}
        />
      ) : (
        <input type="hidden" name="purpose" value="configure" />
      )}
      <TextField
        name="recipient"
        type="email"
        label="Recipient"
        help="The address of the administrator of your identity provider."
        placeholder="it@acme.example"
        optional
      />
      <CheckboxField name="send" label="Email it to this address with instructions" />
      <SelectField name="hours" label="Expires after" options={lifetimes} defaultValue="72" />
      <TextField
        name="note"
        label="Note"
        help="For your own list. The recipient does not see it."
        maxLength={300}
        optional
      />
      <FormActions>
        <SubmitButton pendingLabel="Creating">Create link</SubmitButton>
      </FormActions>
    </Form>
  );
}
