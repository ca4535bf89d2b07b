import { ButtonLink } from "@/components/ui/button-link";
import { Callout } from "@/components/ui/callout";
import { WizardLayout } from "@/components/ui/wizard-layout";
import { setupPaths } from "../../paths";
import type { SetupStepProps } from "./configure-content";

/** The end: the contact has been notified. */
export function DoneContent({ work, steps }: SetupStepProps) {
  const paths = setupPaths(work.linkId);
  if (!work.doneAt)
    return (
      <WizardLayout steps={steps}>
        <Callout
          title="Your contact has not been notified yet"
          actions={
            <ButtonLink href={paths.step("test")} variant="primary" size="small">
              Go to the test
            </ButtonLink>
          }
        >
          Test what you entered, then confirm that you are done.
        </Callout>
      </WizardLayout>
    );
  return (
    <WizardLayout steps={steps}>
      <Callout
        tone="ok"
        title={
          work.version?.state === "live"
            ? `Done. People in ${work.spaceName} can sign in with ${work.connection.name}`
            : "Done. Your contact has been notified"
        }
        actions={
          work.returnUrl && (
            <ButtonLink href={work.returnUrl} variant="primary" size="small">
              Return to {new URL(work.returnUrl).host}
            </ButtonLink>
          )
        }
      >
        <p>
          {work.version?.state === "live"
            ? "Your contact has been notified."
            : `${work.invitedBy ?? "They"} ${work.invitedBy ? "reviews" : "review"} it and ${work.invitedBy ? "turns" : "turn"} it on.`}{" "}
          You can close this page. To change something, open the same link again.
        </p>
      </Callout>
    </WizardLayout>
  );
}
