"use client";

import { Link2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
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
  /** The connection that the link is for; absent: the space, and the recipient chooses the provider. */
  connection?: {
    id: string;
    providerName: string;
    /** There is something to renew. */
    configured: boolean;
  };
  action: FormAction;
  /** The button that opens the dialog; absent: one of its own. */
  trigger?: ReactNode;
}

const lifetimes = [
  { value: "24", label: "1 day" },
  { value: "72", label: "3 days" },
  { value: "168", label: "7 days" },
  { value: "336", label: "14 days" },
];

/** Creates a setup link; its address is shown this once, in place of the form. */
export function CreateSetupLink(props: CreateSetupLinkProps) {
  const { connection, trigger } = props;
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
      title={created ? "The setup link" : connection ? "Create a setup link" : "Send to IT"}
      description={
        created
          ? undefined
          : connection
            ? `For whoever administers ${connection.providerName}. They configure and test it without a user here. You activate.`
            : "For whoever administers your identity provider. They choose it, configure it and test it without a user here. You activate."
      }
      open={open}
      onOpenChange={handleOpenChange}
      trigger={
        trigger ?? (
          <Button {...(connection ? { size: "small" as const } : {})} icon={<Link2 aria-hidden />}>
            {connection ? "Create setup link" : "Send to IT"}
          </Button>
        )
      }
    >
      {created ? (
        <Created created={created} onDone={() => setOpen(false)} />
      ) : (
        <Fields {...props} onSuccess={handleSuccess} />
      )}
    </Dialog>
  );
}

function Created({ created, onDone }: { created: CreatedSetupLink["created"]; onDone: () => void }) {
  return (
    <div className="space-y-5">
      <CopyField
        label="Setup link"
        value={created.url}
        help="Shown only now. Anyone who has it can set up this connection until it expires or you revoke it."
      />
      <p>
        {created.sentTo && `It was sent to ${created.sentTo} with instructions. `}
        Single sign-on shows how far they are.
      </p>
      <FormActions>
        <Button variant="primary" onClick={onDone}>
          Done
        </Button>
      </FormActions>
    </div>
  );
}

function Fields({
  space,
  connection,
  action,
  onSuccess,
}: CreateSetupLinkProps & { onSuccess: (state: FormState) => void }) {
  return (
    <Form action={action} onSuccess={onSuccess}>
      <input type="hidden" name="space" value={space} />
      {connection && <input type="hidden" name="connectionId" value={connection.id} />}
      {connection?.configured ? (
        <RadioGroup
          name="scope"
          label="Purpose"
          defaultValue="connection"
          options={[
            {
              value: "connection",
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
        <input type="hidden" name="scope" value={connection ? "connection" : "space"} />
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
