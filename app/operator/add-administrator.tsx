import { MailPromise } from "@/components/frame/mail-promise";
import { Card } from "@/components/ui/card";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { addAdministratorAction } from "./actions";

/** The form for a new customer's first administrator. */
export function AddAdministrator({ spaceId }: { spaceId: string }) {
  return (
    <Card
      title="Add an administrator"
      description={
        <MailPromise>
          They add everyone else themselves, and get an email that says where to sign in.
        </MailPromise>
      }
    >
      <Form action={addAdministratorAction} label="Add an administrator" resetOnSuccess>
        <input type="hidden" name="spaceId" value={spaceId} />
        <TextField name="email" type="email" label="Email address" autoComplete="off" />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField name="firstName" label="First name" optional autoComplete="off" maxLength={100} />
          <TextField name="lastName" label="Last name" optional autoComplete="off" maxLength={100} />
        </div>
        <CheckboxField
          name="isItAdministrator"
          label="IT administrator"
          help="Always signs in with a password, so that somebody can sign in if single sign-on fails."
        />
        <FormActions>
          <SubmitButton variant="secondary" pendingLabel="Adding">
            Add administrator
          </SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
