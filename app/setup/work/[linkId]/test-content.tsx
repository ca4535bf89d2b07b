import { VersionBadge } from "@/components/connections/state-badges";
import { TestPanel } from "@/components/connections/test-panel";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { FormActions } from "@/components/ui/form-actions";
import { SubmitButton } from "@/components/ui/submit-button";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { settingsAs } from "@/lib/model/connections/protocol-traits";
import { setupPaths } from "../../paths";
import { finishSetupAction } from "../actions";
import type { SetupStepProps } from "./configure-content";

/** The test, and the button that notifies the contact that the work is done. */
export function TestContent({ work, steps }: SetupStepProps) {
  const { version, connection, latestTest, linkId } = work;
  if (!version) return null;
  const paths = setupPaths(linkId);
  const tested = version.testedAt !== null;
  return (
    <WizardLayout steps={steps}>
      <Card
        title={`Test version ${version.version}`}
        description={`A test goes to ${connection.providerName} and back, like a real sign-in. Sign in with any account you have there.`}
        actions={<VersionBadge state={version.state} />}
      >
        <TestPanel
          key={version.id}
          space=""
          providerName={connection.providerName}
          startAddress={paths.test}
          resultsAddress={paths.testRuns}
          initial={latestTest}
          tested={tested}
          startsAtProvider={settingsAs("saml", version.settings)?.loginUrl === null}
          next="Close the test window if it is still open, then tell your contact that you are done."
        />
      </Card>
      <Form action={finishSetupAction} label="Done">
        <input type="hidden" name="connectionId" value={connection.id} />
        {!tested && (
          <p className="text-right text-sm text-muted">
            This version has not passed a test yet. You can still hand it over; your contact is notified that
            it has not.
          </p>
        )}
        <FormActions back={<ButtonLink href={paths.step("configure")}>Back</ButtonLink>}>
          <SubmitButton pendingLabel="Notifying your contact">I am done, notify my contact</SubmitButton>
        </FormActions>
      </Form>
    </WizardLayout>
  );
}
