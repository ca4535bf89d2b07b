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
  /** Whether this installation can send email; otherwise it waits in the operator's outbox. */
  sendsMail: boolean;
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
        <Created created={created} sendsMail={props.sendsMail} onDone={() => setOpen(false)} />
      ) : (
        <Fields {...props} onSuccess={handleSuccess} />
      )}
    </Dialog>
  );
}

interface CreatedProps {
  created: CreatedSetupLink["created"];
  sendsMail: boolean;
  onDone: () => void;
}

function Created({ created: { url, sentTo }, sendsMail, onDone }: CreatedProps) {
  return (
    <div className="space-y-5">
      <CopyField
        label="Setup link"
        value={url}
        help="Shown only now. Anyone who has it can set up this connection until it expires or you revoke it."
      />
      <p>
        {!sentTo && "Now send it to your IT contact. "}
        {sentTo && sendsMail && `It was sent to ${sentTo} with instructions. `}
        {sentTo &&
          !sendsMail &&
          `No mail server is set up yet, so the email to ${sentTo} waits in the operator's outbox. Copy the link and send it yourself. `}
        This page shows how far they are.
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
  sendsMail,
  onSuccess,
}: CreateSetupLinkProps & { onSuccess: (state: FormState) => void }) {
  const [recipient, setRecipient] = useState("");
  const [wanted, setWanted] = useState<boolean>();
  const isAddress = /^[^\s@]+@[^\s@]+$/.test(recipient.trim());
  // Whoever gives an address wants it used, as far as that is possible.
  const send = wanted ?? (isAddress && sendsMail);
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
        value={recipient}
        onChange={(event) => setRecipient(event.currentTarget.value)}
        optional
      />
      <CheckboxField
        name="send"
        label="Email it to this address with instructions"
        {...(sendsMail
          ? {}
          : { help: "No mail server is set up yet: the email waits in the operator's outbox." })}
        checked={send}
        onChange={(event) => setWanted(event.currentTarget.checked)}
      />
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
