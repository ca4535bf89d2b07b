import { ActivateStep } from "@/components/connections/activate-step";
import { VersionBadge } from "@/components/connections/state-badges";
import { TestPanel } from "@/components/connections/test-panel";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { readRelinkQuestion } from "@/lib/features/connections/relink-choice";
import { ssoImpact } from "@/lib/features/connections/sso-impact";
import { settingsAs } from "@/lib/model/connections/protocol-traits";
import { dependencies } from "@/lib/server/process/dependencies";
import { activateAction } from "../actions";
import { ssoPaths } from "../paths";
import { BackLink } from "./back-link";
import { latestResult } from "./latest-result";
import type { StepProps } from "./step-props";

/** Step 5: test the version that is stored, then put exactly this one live. */
export async function TestContent({ ctx, details, steps }: StepProps) {
  const { slug } = ctx.space;
  const paths = ssoPaths(slug);
  const version = details.draft ?? details.live;
  if (!version) throw new Error(`the connection ${details.id} has no version to test`);
  const initial = await latestResult(
    ctx,
    details,
    // A run that nobody opened shows nothing.
    (run) => run.version === version.version && run.status !== "created" && run.status !== "expired",
  );
  const deps = await dependencies();
  const numbers = await ssoImpact(deps, ctx);
  const relink = await readRelinkQuestion(deps, ctx, details.id);
  return (
    <WizardLayout steps={steps}>
      <Card
        title={`Test version ${version.version}`}
        description={
          <>
            Saved <RelativeTime value={version.createdAt} />
            {version.createdBy && ` by ${version.createdBy}`}. A test goes to {details.providerName} and back,
            like a real sign-in.
          </>
        }
        actions={<VersionBadge state={version.state} />}
      >
        <TestPanel
          key={version.id}
          space={slug}
          providerName={details.providerName}
          configureHref={paths.step(details.id, "configure")}
          startAddress={paths.test(details.id)}
          resultsAddress={paths.testRuns(details.id)}
          initial={initial}
          tested={version.testedAt !== null}
          startsAtProvider={settingsAs("saml", version.settings)?.loginUrl === null}
        />
      </Card>
      <ActivateStep
        space={slug}
        details={{
          id: details.id,
          name: details.name,
          status: details.status,
          liveVersion: details.live?.version ?? null,
        }}
        version={{ id: version.id, version: version.version, state: version.state }}
        numbers={numbers}
        relink={relink}
        action={activateAction}
        page={paths.connection(details.id)}
        back={<BackLink slug={slug} connectionId={details.id} step="test" />}
      />
    </WizardLayout>
  );
}
