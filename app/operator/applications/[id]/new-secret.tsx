"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { IssuedOnce } from "@/components/ui/issued-once";
import { SubmitButton } from "@/components/ui/submit-button";
import type { ApplicationView } from "@/lib/schemas/application";
import type { FormAction } from "@/lib/schemas/form-state";

interface NewSecretProps {
  application: Pick<ApplicationView, "id" | "name" | "secrets">;
  action: FormAction;
}

/** Says what another secret does to those that there are, then makes it and shows it, this once. */
export function NewSecret({ application: { id, name, secrets }, action }: NewSecretProps) {
  const [open, setOpen] = useState(false);
  const newest = secrets.at(-1);
  const older = secrets.slice(0, -1);
  return (
    <Dialog
      title={`Create another secret for ${name}?`}
      trigger={<Button>Create another secret</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <Form action={action} label="Create another secret">
        <IssuedOnce
          label="New client secret"
          help="Put it into the application's settings in place of the one before."
          warning="Whoever has it can pretend to be the application."
          beside={{ name: "clientId", label: "Client ID" }}
        >
          <input type="hidden" name="id" value={id} />
          <ul className="list-disc space-y-2 pl-5">
            {newest && (
              <li>
                <code className="font-mono text-sm">{newest.prefix}…</code> works for 24 more hours, so that
                you can change over.
              </li>
            )}
            {older.map(({ prefix }) => (
              <li key={prefix}>
                <code className="font-mono text-sm">{prefix}…</code> stops working at once.
              </li>
            ))}
            <li>Nobody who is signed in to the application is signed out.</li>
          </ul>
          <FormActions>
            <SubmitButton pendingLabel="Creating">Create secret</SubmitButton>
          </FormActions>
        </IssuedOnce>
      </Form>
    </Dialog>
  );
}
