import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { CheckboxList } from "@/components/ui/checkbox-list";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { IssuedOnce } from "@/components/ui/issued-once";
import { PageHeader } from "@/components/ui/page-header";
import { SelectField } from "@/components/ui/select-field";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { type OperatorScope, operatorScopes } from "@/lib/model/tokens/operator-token";
import { requireOperator } from "@/lib/server/auth/require";
import { OperatorConsole } from "../../operator-console";
import { createOperatorTokenAction } from "../actions";

export const metadata: Metadata = { title: "Create operator token" };

const back = "/operator/tokens";

const scopeWords: Record<OperatorScope, string> = {
  "spaces:read": "See customers",
  "spaces:write": "Create customers, change their plan and seats",
  "applications:read": "See applications",
  "applications:write": "Create, change and remove applications",
  "events:read": "Follow what happens in every space",
  "webhooks:read": "See the webhooks for all spaces",
  "webhooks:write": "Create, change and remove webhooks for all spaces",
};

const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
  { value: "never", label: "No expiry" },
];

/** A new token for the vendor's backend; after success the token takes the form's place, shown this once. */
export default async function NewOperatorTokenPage() {
  const ctx = await requireOperator();
  return (
    <OperatorConsole ctx={ctx}>
      <PageHeader
        title="Create operator token"
        description="For your own backend. It acts for all customers, with only the scopes that you choose."
        back={{ href: back, label: "Operator tokens" }}
      />
      <Card>
        <Form action={createOperatorTokenAction} label="Create an operator token">
          <IssuedOnce
            label="Your new operator token"
            help="Your backend sends it as “Authorization: Bearer …” with each call."
            warning="Anyone who has it can do what it allows, for every customer."
            back={back}
          >
            <TextField
              name="name"
              label="Name"
              help="What the program is for, so that you recognise the token later."
              maxLength={100}
              autoComplete="off"
            />
            <CheckboxList
              name="scopes"
              legend="Scopes"
              values={operatorScopes}
              words={scopeWords}
              chosen={[]}
            />
            <SelectField name="lifetime" label="Expires after" options={lifetimes} defaultValue="90" />
            <FormActions back={<ButtonLink href={back}>Cancel</ButtonLink>}>
              <SubmitButton pendingLabel="Creating">Create token</SubmitButton>
            </FormActions>
          </IssuedOnce>
        </Form>
      </Card>
    </OperatorConsole>
  );
}
