import { VersionBadge } from "@/components/connections/state-badges";
import { TestPanel } from "@/components/connections/test-panel";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { settingsAs } from "@/lib/model/connections/protocol-traits";
import { setupPaths } from "../../paths";
import { activateSetupAction, finishSetupAction } from "../actions";
import type { SetupStepProps } from "./configure-content";

/** The test; then the word to the contact that the work is done, or the activation by a link that may. */
export function TestContent({ work, steps }: SetupStepProps) {
  const { version, connection, latestTest, linkId, mayActivate } = work;
  if (!version) return null;
  const paths = setupPaths(linkId);
  return (
    <WizardLayout steps={steps}>
      <Card
        title={`Test version ${version.version}`}
        description={`Goes to ${connection.providerName} and back, like a real sign-in. Use any account you have there.`}
        actions={<VersionBadge state={version.state} />}
      >
        <TestPanel
          key={version.id}
          space=""
          providerName={connection.providerName}
          configureHref={paths.step("configure")}
          startAddress={paths.test}
          resultsAddress={paths.testRuns}
          initial={latestTest}
          tested={version.testedAt !== null}
          startsAtProvider={settingsAs("saml", version.settings)?.loginUrl === null}
          next={
            mayActivate
              ? "Now activate it, or leave that to your contact."
              : "You are almost done: tell your contact. They turn it on."
          }
        />
      </Card>
      <Finish work={work} />
    </WizardLayout>
  );
}

function Finish({ work }: Pick<SetupStepProps, "work">) {
  const { version, connection, linkId, mayActivate, spaceName } = work;
  if (!version) return null;
  const tested = version.testedAt !== null;
  const activates = mayActivate && version.state !== "live";
  return (
    <Form action={finishSetupAction} label="Done">
      <input type="hidden" name="connectionId" value={connection.id} />
      {!tested && (
        <p className="text-right text-sm text-muted">
          No test has passed yet. You can still hand it over; your contact sees that.
        </p>
      )}
      <FormActions back={<ButtonLink href={setupPaths(linkId).step("configure")}>Back</ButtonLink>}>
        <SubmitButton pendingLabel="Handing over" {...(activates ? { variant: "secondary" } : {})}>
          I am done, notify my contact
        </SubmitButton>
        {activates && (
          <ConfirmDialog
            trigger={
              <Button variant="primary" disabled={!tested}>
                Activate
              </Button>
            }
            title={`Activate ${connection.name} for ${spaceName}?`}
            effects={[
              work.liveVersion === null
                ? `People in ${spaceName} see “Continue with ${connection.name}” on their sign-in page.`
                : `Sign-ins use version ${version.version} immediately, instead of version ${work.liveVersion}.`,
              "Nobody is signed out.",
            ]}
            consequences={
              work.liveVersion === null
                ? ["If it is the first connection there, access tokens of the space stop working."]
                : []
            }
            confirmLabel="Activate"
            pendingLabel="Activating"
            tone="primary"
            action={activateSetupAction}
            fields={{ connectionId: connection.id, configurationId: version.id }}
          />
        )}
      </FormActions>
    </Form>
  );
}
