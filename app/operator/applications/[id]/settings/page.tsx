import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { readApplicationUse } from "@/lib/features/applications/read-application-use";
import { chartDays } from "@/lib/features/sign-in/sign-in-statistics";
import { counted } from "@/lib/model/text/counted";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import {
  changeApplicationAction,
  changeLogoAction,
  removeApplicationAction,
  removeLogoAction,
} from "../../actions";
import { ApplicationFields } from "../../application-fields";
import { ApplicationPage, applicationOf } from "../application-page";
import { LogoCard } from "../logo-card";

export const metadata: Metadata = { title: "Settings of an application" };

/** Everything of one application that can be changed, and its removal. */
export default async function ApplicationSettingsPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireOperator();
  const application = await applicationOf(params);
  const { id, name, logo } = application;
  const use = await readApplicationUse(await dependencies(), id);
  return (
    <ApplicationPage ctx={ctx} application={application}>
      <LogoCard id={id} name={name} logo={logo} save={changeLogoAction} remove={removeLogoAction} />
      <Card title="Settings">
        <Form action={changeApplicationAction} label="Settings">
          <input type="hidden" name="id" value={id} />
          <ApplicationFields application={application} />
          <FormActions>
            <SubmitButton pendingLabel="Saving">Save</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      <Card
        title="Remove this application"
        actions={
          <ConfirmDialog
            trigger={<Button variant="danger">Remove application</Button>}
            title={`Remove ${name}?`}
            consequences={[
              `${counted(use.people, "person has", "people have")} signed in to it in the last ${chartDays} days. Nobody can any more.`,
              `${counted(use.open, "open session loses its", "open sessions lose their")} tokens at once.`,
              "Its client ID and secrets stop working.",
            ]}
            confirmLabel="Remove application"
            pendingLabel="Removing"
            action={removeApplicationAction}
            fields={{ id }}
            typeToConfirm={name}
          />
        }
      >
        <p className="text-muted">It cannot be undone: a new one has another client ID.</p>
      </Card>
    </ApplicationPage>
  );
}
