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

/** The steps of the wizard, with those that can be opened as links. */
export function WizardSteps({ current, progress, href }: WizardStepsProps) {
  // Whoever is at the last step has been through the one before.
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
