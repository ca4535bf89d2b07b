import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { UserView } from "@/lib/schemas/user";
import { saveDetailsAction } from "../actions";

/** Name and address, if the space may change them; otherwise nothing. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function DetailsForm({
  slug,
  person,
  editable,
  isOwn,
  ownedBy,
}: {
  slug: string;
  person: UserView;
  editable: boolean;
  /** True if it is the person's own card. */
  isOwn: boolean;
  /** The directory that name and address follow; `null`: none. */
  ownedBy: string | null;
}) {
  if (ownedBy !== null) {
    return (
      <Card title="Name and address">
        <p className="text-muted">
          {ownedBy} decides them, and would undo a change made here. Change them there: they arrive within
          minutes.
        </p>
      </Card>
    );
  }
  if (!editable) {
    return (
      <Card title="Name and address">
        <p className="text-muted">
          Only this person can change their name and address: they also belong to another space, or have not
          accepted the invitation yet.
        </p>
      </Card>
    );
  }
  return (
    <Card title="Name and address">
      <Form action={saveDetailsAction} label="Name and address">
        <input type="hidden" name="space" value={slug} />
        <input type="hidden" name="userId" value={person.id} />
        <div className="grid gap-5 sm:grid-cols-2">
          <TextField
            name="firstName"
            label="First name"
            optional
            defaultValue={person.firstName}
            maxLength={100}
            autoComplete="off"
          />
          <TextField
            name="lastName"
            label="Last name"
            optional
            defaultValue={person.lastName}
            maxLength={100}
            autoComplete="off"
          />
        </div>
        <TextField
          name="email"
          type="email"
          label="Email address"
          defaultValue={person.email}
          autoComplete="off"
          help="The person keeps everything they own. A new address ends their sessions, password and two-factor. They create a new password with “Forgotten password?”, or use single sign-on."
        />
        {isOwn && (
          <TextField
            name="currentPassword"
            type="password"
            label="Your current password"
            optional
            autoComplete="current-password"
            help="Required when you change your own address."
          />
        )}
        <FormActions>
          <SubmitButton variant="secondary" pendingLabel="Saving">
            Save
          </SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
