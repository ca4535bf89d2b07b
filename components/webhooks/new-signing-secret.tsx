"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { IssuedOnce } from "@/components/ui/issued-once";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/schemas/form-state";

interface NewSigningSecretProps {
  action: FormAction;
  fields: Readonly<Record<string, string>>;
  /** Messages are signed with two secrets at this time. */
  isChanging: boolean;
}

const overlaps = [
  { value: "24", label: "For 24 hours, to change over" },
  { value: "168", label: "For 7 days, to change over" },
  { value: "0", label: "Not at all: somebody else may have it" },
];

/** Says what another signing secret does to the one that there is, then makes it and shows it, this once. */
export function NewSigningSecret({ action, fields, isChanging }: NewSigningSecretProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title="Create another signing secret?"
      trigger={<Button>Create another secret</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <Form action={action} label="Create another signing secret">
        <IssuedOnce
          label="New signing secret"
          help="Put it into your program in place of the one before."
          warning="Anyone who has it can impersonate this site to your program."
        >
          <HiddenFields fields={fields} />
          <SelectField
            name="overlapHours"
            label="Keep signing with the present secret"
            help="Until then each message has a signature by either, and your program may know either."
            options={overlaps}
            defaultValue="24"
          />
          {isChanging && <p className="text-muted">The secret before the present one ends at once.</p>}
          <FormActions>
            <SubmitButton pendingLabel="Creating">Create secret</SubmitButton>
          </FormActions>
        </IssuedOnce>
      </Form>
    </Dialog>
  );
}
