import { roleWords } from "@/components/connections/words";
import { Card } from "@/components/ui/card";
import { CheckboxField } from "@/components/ui/checkbox-field";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import type { UserView } from "@/lib/schemas/user";
import { roleOptions } from "../../../words";
import { saveAccessAction } from "../actions";

interface AccessFormProps {
  slug: string;
  person: UserView;
  isSelf: boolean;
  /** The directory whose groups give the role; `null`: it is chosen here. */
  ruledBy: string | null;
}

/** Role, IT administrator and the one permission that can be granted beside a role. */
export function AccessForm({ slug, person, isSelf, ruledBy }: AccessFormProps) {
  return (
    <Card title="Access">
      <Form action={saveAccessAction} label="Access">
        <input type="hidden" name="space" value={slug} />
        <input type="hidden" name="userId" value={person.id} />
        {ruledBy === null ? (
          <SelectField
            name="role"
            label="Role"
            options={roleOptions}
            defaultValue={person.role}
            help={
              isSelf
                ? "This is you. With a lower role you can no longer open these pages."
                : person.roleSource === "mapping"
                  ? "A role that you give here stays until a single sign-on role rule gives another one at the next sign-in."
                  : "Takes a licence for this role."
            }
          />
        ) : (
          <div className="space-y-1">
            <p>
              <span className="font-medium">Role</span>: {roleWords[person.role]}
            </p>
            <p className="text-sm text-muted">
              The groups of {ruledBy} decide it by a role rule. Change the person's groups there, or the rule.
            </p>
            <input type="hidden" name="role" value={person.role} />
          </div>
        )}
        <CheckboxField
          name="isItAdministrator"
          label="IT administrator"
          defaultChecked={person.isItAdministrator}
          help="Always signs in with a password, never through single sign-on. Only administrators can be IT administrators, and you cannot remove the last one."
        />
        <CheckboxField
          name="manageAuthIntegrations"
          label="Manages single sign-on"
          defaultChecked={person.permissions.includes("manage_auth_integrations")}
          help="May set up, test, activate and remove connections and domains. A connection decides who people are, so this gives power over everyone who signs in. Limits: they can give nobody more than their own role, and nobody above their role can sign in through what they put live until an administrator confirms it. They can put people into any team, and so give access to applications for that team. Administrators may do this anyway."
        />
        <FormActions>
          <SubmitButton pendingLabel="Saving">Save</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
