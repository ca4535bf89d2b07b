import { Stepper } from "@/components/ui/stepper";
import {
  isFinished,
  mayOpen,
  type WizardProgress,
  type WizardStep,
  wizardStepLabels,
  wizardSteps,
} from "@/lib/model/connections/wizard";

interface WizardStepsProps {
  current: WizardStep;
  progress: WizardProgress;
  href: (step: WizardStep) => string;
}

/** The steps of the wizard; those that can be opened are links. */
export function WizardSteps({ current, progress, href }: WizardStepsProps) {
  // At the last step the one before is done.
  const now = current === "test" ? { ...progress, lastStep: current } : progress;
  return (
    <Stepper
      label="Steps"
      currentId={current}
      steps={wizardSteps.map((step) => ({
        id: step,
        label: wizardStepLabels[step],
        state: step === current ? "current" : isFinished(step, now) ? "done" : "todo",
        ...(mayOpen(step, progress) ? { href: href(step) } : {}),
      }))}
    />
  );
}
