import { Stepper } from "@/components/ui/stepper";
import { type DirectoryStep, directoryStepLabels, directorySteps } from "@/lib/model/directories/wizard";

interface DirectoryStepsProps {
  current: DirectoryStep;
  /** The addresses of those that can be opened; the first one is done for good once the directory exists. */
  hrefs: Partial<Record<DirectoryStep, string>>;
}

/** The steps of the wizard; those that can be opened are links. */
export function DirectorySteps({ current, hrefs }: DirectoryStepsProps) {
  const at = directorySteps.indexOf(current);
  return (
    <Stepper
      label="Steps"
      currentId={current}
      steps={directorySteps.map((step, index) => ({
        id: step,
        label: directoryStepLabels[step],
        state: step === current ? "current" : index < at ? "done" : "todo",
        ...(hrefs[step] ? { href: hrefs[step] } : {}),
      }))}
    />
  );
}
