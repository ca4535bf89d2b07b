import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { createSpaceAction } from "../../actions";
import { OperatorConsole } from "../../operator-console";
import { SpaceFields } from "../../space-fields";

export const metadata: Metadata = { title: "Create space" };

/** A new customer. */
export default async function NewSpacePage() {
  const ctx = await requireOperator();
  const { appUrl } = await dependencies();
  return (
    <OperatorConsole ctx={ctx}>
      <PageHeader
        title="Create space"
        description="Its first administrator is added on the next page."
        back={{ href: "/operator", label: "Customers" }}
      />
      <Card>
        <Form action={createSpaceAction} label="Create space">
          <TextField
            name="slug"
            label="Slug"
            help={`The first part of its addresses: ${appUrl}/slug. It cannot be changed later.`}
            mono
            maxLength={40}
            autoComplete="off"
          />
          <SpaceFields space={null} />
          <FormActions back={<ButtonLink href="/operator">Cancel</ButtonLink>}>
            <SubmitButton pendingLabel="Creating">Create space</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    </OperatorConsole>
  );
}
