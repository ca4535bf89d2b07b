import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { IssuedOnce } from "@/components/ui/issued-once";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { requireOperator } from "@/lib/server/auth/require";
import { OperatorConsole } from "../../operator-console";
import { createApplicationAction } from "../actions";
import { ApplicationFields } from "../application-fields";

export const metadata: Metadata = { title: "Create application" };

/** A new application: its name and addresses; then its secret, this once. */
export default async function NewApplicationPage() {
  const ctx = await requireOperator();
  const back = "/operator/applications";
  return (
    <OperatorConsole ctx={ctx}>
      <PageHeader
        title="Create application"
        description="Afterwards you get a client ID and a client secret for its settings."
        back={{ href: back, label: "Applications" }}
      />
      <Card>
        <Form action={createApplicationAction} label="Create application">
          <IssuedOnce
            label="Client secret"
            help="Both belong in the application's settings."
            beside={{ name: "clientId", label: "Client ID" }}
            warning="Whoever has it can pretend to be the application."
            back={back}
          >
            <ApplicationFields application={null} />
            <FormActions back={<ButtonLink href={back}>Cancel</ButtonLink>}>
              <SubmitButton pendingLabel="Creating">Create application</SubmitButton>
            </FormActions>
          </IssuedOnce>
        </Form>
      </Card>
    </OperatorConsole>
  );
}
