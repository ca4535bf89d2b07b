/** The steps from a name to an active directory, in their order. */
export const directorySteps = ["product", "connect", "review"] as const;
export type DirectoryStep = (typeof directorySteps)[number];

export const directoryStepLabels: Record<DirectoryStep, string> = {
  product: "Product",
  connect: "Connect",
  review: "Review",
};

/** The step that an address names; of a directory that exists, the one after its creation by default. */
export function directoryStepOf(value: string | undefined): DirectoryStep {
  return directorySteps.find((step) => step === value) ?? "connect";
}
