import type { Metadata } from "next";
import { SignInChart } from "@/components/charts/sign-in-chart";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyField } from "@/components/ui/copy-field";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ApplicationSettings } from "@/lib/features/applications/application-view";
import { type ApplicationUse, readApplicationUse } from "@/lib/features/applications/read-application-use";
import { chartDays } from "@/lib/features/sign-in/sign-in-statistics";
import { helpAddress } from "@/lib/model/help";
import { counted } from "@/lib/model/text/counted";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { rotateSecretAction } from "../actions";
import { ApplicationPage, applicationOf } from "./application-page";
import { NewSecret } from "./new-secret";

export const metadata: Metadata = { title: "Application" };

/** One application: how it is used, the values for its settings, and its secrets. */
export default async function ApplicationOverviewPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireOperator();
  const deps = await dependencies();
  const application = await applicationOf(params);
  const use = await readApplicationUse(deps, application.id);
  return (
    <ApplicationPage ctx={ctx} application={application}>
      <Use application={application} use={use} />
      <Card
        title="For the application's settings"
        actions={<Link href={helpAddress("applications")}>Quick starts</Link>}
      >
        <div className="space-y-4">
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
        </div>
      </Card>
      {application.secrets.length > 0 && <Secrets application={application} />}
    </ApplicationPage>
  );
}

function Use({ application, use }: { application: ApplicationSettings; use: ApplicationUse }) {
  return (
    <Card title="Use" description={`Last ${chartDays} days`}>
      <div className="space-y-4">
        <SignInChart
          days={use.days}
          admitted={use.signIns}
          refused={null}
          caption={`Sign-ins to ${application.name} in the last ${chartDays} days`}
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
      </div>
    </Card>
  );
}

function Secrets({ application }: { application: ApplicationSettings }) {
  const { secrets } = application;
  return (
    <Card
      title="Client secrets"
      description="Two can work side by side, so that you can change over without an interruption."
    >
      <div className="space-y-4">
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
      </div>
    </Card>
  );
}
