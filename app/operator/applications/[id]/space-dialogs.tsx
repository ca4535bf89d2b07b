"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { OptionPicker } from "@/components/ui/option-picker";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/schemas/form-state";

interface SpaceDialogProps {
  id: string;
  action: FormAction;
}

/** Opens an application to more spaces. */
export function AddSpaces({ id, action }: SpaceDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title="Add spaces"
      description="Their members can sign in to the application at once."
      trigger={<Button icon={<Plus aria-hidden />}>Add spaces</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <Form action={action} label="Add spaces" onSuccess={() => setOpen(false)}>
        <input type="hidden" name="id" value={id} />
        <OptionPicker
          name="spaceIds"
          label="Spaces"
          address="/operator/search/spaces"
          noun={["space", "spaces"]}
        />
        <FormActions>
          <SubmitButton pendingLabel="Adding">Add</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}

/** Leads to the roles and teams of one space. */
export function ChooseInSpace({ id, action }: SpaceDialogProps) {
  return (
    <Dialog
      title="Choose people in a space"
      description="Next: the roles and teams of that space that can use the application."
      trigger={<Button icon={<Plus aria-hidden />}>Choose people in a space</Button>}
    >
      <Form action={action} label="Choose people in a space">
        <input type="hidden" name="id" value={id} />
        <OptionPicker
          name="spaceId"
          label="Space"
          address="/operator/search/spaces"
          noun={["space", "spaces"]}
          single
        />
        <FormActions>
          <SubmitButton pendingLabel="Opening">Choose roles and teams</SubmitButton>
        </FormActions>
      </Form>
    </Dialog>
  );
}
