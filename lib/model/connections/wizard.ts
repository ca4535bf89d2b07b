/** The steps of the wizard, in order: prepare, fill in, test, activate. */
export const wizardSteps = ["prepare", "provider", "configure", "people", "test"] as const;
export type WizardStep = (typeof wizardSteps)[number];

export const wizardStepLabels: Record<WizardStep, string> = {
  prepare: "Prepare",
  provider: "Provider",
  configure: "Configure",
  people: "People",
  test: "Test and activate",
};

/** The progress of a connection. */
export interface WizardProgress {
  /** False before the connection is created, at the end of the step Provider. */
  exists: boolean;
  /** It has a version of its settings. */
  configured: boolean;
  /** The version to put live has passed its test, or is live. */
  tested: boolean;
  /** The step at which it was left. */
  lastStep: string | null;
}

/** A step by its name, as in an address or in the database; `null` for anything else. */
export function readWizardStep(text: string | null | undefined): WizardStep | null {
  return wizardSteps.find((step) => step === text) ?? null;
}

const needs: Record<WizardStep, (progress: WizardProgress) => boolean> = {
  prepare: () => true,
  provider: () => true,
  configure: ({ exists }) => exists,
  people: ({ configured }) => configured,
  test: ({ configured }) => configured,
};

/** True if the step can be opened: its prerequisites exist. */
export function mayOpen(step: WizardStep, progress: WizardProgress): boolean {
  return needs[step](progress);
}

/**
 * The step to show: the requested one, else the one at which the wizard was left, else the first unfinished one. If a
 * step cannot be opened yet, an earlier one is shown.
 */
export function stepToShow(asked: string | null | undefined, progress: WizardProgress): WizardStep {
  const input =
    readWizardStep(asked) ??
    (progress.exists ? (readWizardStep(progress.lastStep) ?? "configure") : "prepare");
  const upTo = wizardSteps.slice(0, wizardSteps.indexOf(input) + 1);
  return upTo.findLast((step) => mayOpen(step, progress)) ?? "prepare";
}

const finished: Record<WizardStep, (progress: WizardProgress) => boolean> = {
  prepare: ({ exists }) => exists,
  provider: ({ exists }) => exists,
  configure: ({ configured }) => configured,
  people: ({ configured, tested, lastStep }) => configured && (tested || lastStep === "test"),
  test: ({ tested }) => tested,
};

/** Whether a step's result exists. */
export function isFinished(step: WizardStep, progress: WizardProgress): boolean {
  return finished[step](progress);
}

/** The step before; `null` at the first. */
export function stepBefore(step: WizardStep): WizardStep | null {
  return wizardSteps[wizardSteps.indexOf(step) - 1] ?? null;
}
