import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { setupPaths } from "../../paths";
import type { SetupStepProps } from "./configure-content";

/** The end: the contact has been told. */
export function DoneContent({ work, steps }: SetupStepProps) {
  const paths = setupPaths(work.linkId);
  if (!work.doneAt)
    return (
      <WizardLayout steps={steps}>
        <Callout
          title="Your contact has not been told yet"
          actions={
            <ButtonLink href={paths.step("test")} variant="primary" size="small">
              Go to the test
            </ButtonLink>
          }
        >
          Test what you have entered, then say that you are done.
        </Callout>
      </WizardLayout>
    );
  return (
    <WizardLayout steps={steps}>
      <Callout tone="ok" title="Done, your contact has been told">
        <p>
          They look at it and switch it on. You can close this page; to change something, come back by the
          same link.
        </p>
      </Callout>
    </WizardLayout>
  );
}
