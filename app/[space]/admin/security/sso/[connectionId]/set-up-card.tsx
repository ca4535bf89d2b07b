import { Check, Circle, CircleDot } from "lucide-react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import {
  isFinished,
  mayOpen,
  type WizardStep,
  wizardStepLabels,
  wizardSteps,
} from "@/lib/model/connections/wizard";
import { progressOf } from "../new/progress";
import type { TabProps } from "./tab-props";

const todo: Record<WizardStep, string> = {
  prepare: "Who is affected",
  provider: "Which one, and by which protocol",
  configure: "Copy the values both ways",
  people: "Who gets in, and with which role",
  test: "One real sign-in, then turn it on for everybody",
};

/** What is done and what is missing before the connection can be used. */
export function SetUpCard({ details, editable, paths }: TabProps) {
  const progress = progressOf(details);
  const isDone = (step: WizardStep) => step !== "test" && isFinished(step, progress);
  const next = wizardSteps.find((step) => !isDone(step)) ?? "test";
  return (
    <Card
      title="Finish setting it up"
      description={`${wizardSteps.filter(isDone).length} of ${wizardSteps.length} steps done. Nobody can sign in through it yet.`}
      actions={
        // What is tested is activated in the note above.
        editable &&
        !progress.tested && (
          <ButtonLink variant="primary" href={paths.step(details.id, next)}>
            {`Go to ${wizardStepLabels[next]}`}
          </ButtonLink>
        )
      }
    >
      <ol className="divide-y divide-line">
        {wizardSteps.map((step) => {
          const Icon = isDone(step) ? Check : step === next ? CircleDot : Circle;
          const state = isDone(step) ? "done" : step === next ? "next" : "to do";
          const opens = editable && mayOpen(step, progress);
          return (
            <li key={step} className="flex items-start gap-3 py-3 first:pt-0 last:pb-0">
              <Icon
                aria-hidden
                className={`mt-0.5 size-4 shrink-0 ${isDone(step) ? "text-ok" : step === next ? "text-accent" : "text-muted"}`}
              />
              <div className="min-w-0">
                <p className="font-medium">
                  {opens ? (
                    <Link href={paths.step(details.id, step)} quiet>
                      {wizardStepLabels[step]}
                    </Link>
                  ) : (
                    wizardStepLabels[step]
                  )}
                  <span className="sr-only"> ({state})</span>
                </p>
                <p className="text-sm text-muted">
                  {step === "test" && progress.tested
                    ? "The test has passed. The last step is to activate it."
                    : todo[step]}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
