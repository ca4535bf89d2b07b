import type { ReactNode } from "react";
import type { FormAction } from "@/lib/schemas/form-state";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Form } from "./form";
import { FormActions } from "./form-actions";
import { HiddenFields } from "./hidden-fields";
import { IssuedOnce, type IssuedOnceProps } from "./issued-once";
import { SubmitButton } from "./submit-button";

interface SecretDialogProps {
  title: string;
  action: FormAction;
  fields: Readonly<Record<string, string>>;
  /** How the secret is shown. */
  issued: Omit<IssuedOnceProps, "back" | "children">;
  /** What it does to the secrets that there are. */
  children: ReactNode;
}

/** Says what another secret does to those that there are, then makes it and shows it, this once. */
export function SecretDialog({ title, action, fields, issued, children }: SecretDialogProps) {
  return (
    <Dialog title={title} trigger={<Button>Create another secret</Button>}>
      <Form action={action} label="Create another secret">
        <IssuedOnce {...issued}>
          <HiddenFields fields={fields} />
          {children}
          <FormActions>
            <SubmitButton pendingLabel="Creating">Create secret</SubmitButton>
          </FormActions>
        </IssuedOnce>
      </Form>
    </Dialog>
  );
}
