import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SignInChart } from "@/components/charts/sign-in-chart";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyField } from "@/components/ui/copy-field";
import { counted } from "@/components/ui/counted";
import { DescriptionList } from "@/components/ui/description-list";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SubmitButton } from "@/components/ui/submit-button";
import {
  type ApplicationSettings,
  readApplicationSettings,
} from "@/lib/features/applications/application-view";
import { listSpacesOf } from "@/lib/features/applications/limit-in-space";
import { readApplicationUse } from "@/lib/features/applications/read-application-use";
import { chartDays } from "@/lib/features/sign-in/sign-in-statistics";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../list-page";
import { OperatorConsole } from "../../operator-console";
import {
  changeApplicationAction,
  changeLogoAction,
  removeApplicationAction,
  removeLogoAction,
  rotateSecretAction,
  tryApplicationAction,
} from "../actions";
import { ApplicationFields } from "../application-fields";
import { BySpace } from "./by-space";
import { LogoCard } from "./logo-card";
import { NewSecret } from "./new-secret";
import { TryIt } from "./try-it";

export const metadata: Metadata = { title: "Application" };

const days = chartDays;

const rules: ListRules = { sorts: ["name"], defaultSort: "name" };

interface ApplicationPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

/** One application: the values for its settings, its users, its secrets, and everything that can be changed. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function ApplicationPage({ params, searchParams }: ApplicationPageProps) {
  const ctx = await requireOperator();
  const deps = await dependencies();
  const application = await readApplicationSettings(deps, (await params).id);
  if (!application) notFound();
  const query = readListQuery(await searchParams, rules);
  const spaces = await listSpacesOf(deps, application.id, pageQuery(query, 10));
  const use = await readApplicationUse(deps, application.id);
  return (
    <OperatorConsole ctx={ctx}>
      <PageHeader
        title={application.name}
        back={{ href: "/operator/applications", label: "Applications" }}
        actions={<TryIt id={application.id} name={application.name} action={tryApplicationAction} />}
      />
      {!application.pkceRequired && (
        <Callout tone="warn" title="Weaker than it could be">
          This application does not have to use PKCE, which binds a code to the browser that asked for it.
          Turn it on once its library can.
        </Callout>
      )}
      <Card title="For the application's settings">
        <CopyField
          label="Issuer"
          value={deps.appUrl}
          help="Its library finds every other address by itself."
        />
        <CopyField label="Discovery address" value={`${deps.appUrl}/.well-known/openid-configuration`} />
        <CopyField label="Client ID" value={application.clientId} />
        <CodeBlock
          label="As environment variables, as the examples read them"
          code={`ISSUER=${deps.appUrl}\nCLIENT_ID=${application.clientId}`}
        />
      </Card>
      <Card title="Use" description={`Last ${days} days`}>
        <SignInChart
          days={use.days}
          admitted={use.signIns}
          refused={null}
          caption={`Sign-ins to ${application.name} in the last ${days} days`}
        />
        <DescriptionList
          items={[
            { term: "People", value: counted(use.people, "person", "people") },
            { term: "Signed in now", value: counted(use.open, "session", "sessions") },
            {
              term: "Last used",
              value: application.lastUsedAt ? <RelativeTime value={application.lastUsedAt} /> : "Never",
            },
          ]}
        />
      </Card>
      <BySpace application={application} spaces={spaces} query={query} />
      {application.secrets.length > 0 && <Secrets application={application} />}
      <LogoCard
        id={application.id}
        name={application.name}
        logo={application.logo}
        save={changeLogoAction}
        remove={removeLogoAction}
      />
      <Card title="Settings">
        <Form action={changeApplicationAction} label="Settings">
          <input type="hidden" name="id" value={application.id} />
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
            title={`Remove ${application.name}?`}
            consequences={[
              `${counted(use.people, "person has", "people have")} signed in to it in the last ${days} days. Nobody can any more.`,
              `${counted(use.open, "open session loses its", "open sessions lose their")} tokens at once.`,
              "Its client ID and secrets stop working.",
            ]}
            confirmLabel="Remove application"
            pendingLabel="Removing"
            action={removeApplicationAction}
            fields={{ id: application.id }}
            typeToConfirm={application.name}
          />
        }
      >
        <p className="text-muted">It cannot be undone: a new one has another client ID.</p>
      </Card>
    </OperatorConsole>
  );
}

function Secrets({ application }: { application: ApplicationSettings }) {
  const { secrets } = application;
  return (
    <Card
      title="Client secrets"
      description="Two can work side by side, so that you can change over without an interruption."
    >
      <DescriptionList
        items={secrets.map(({ prefix, createdAt, lastUsedAt, endsAt }) => ({
          term: `${prefix}…`,
          value: (
            <>
              Created <RelativeTime value={createdAt} />
              {lastUsedAt ? (
                <>
                  , last used <RelativeTime value={lastUsedAt} />
                </>
              ) : (
                ", never used"
              )}
              {endsAt && (
                <>
                  , works until <RelativeTime value={endsAt} />
                </>
              )}
            </>
          ),
        }))}
      />
      <NewSecret application={application} action={rotateSecretAction} />
    </Card>
  );
}
