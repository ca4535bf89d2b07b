export type SetupStep = "provider" | "configure" | "test" | "done";

/** The addresses of the outside administrator's wizard. None of them contains the secret of the link. */
export function setupPaths(linkId: string) {
  const work = `/setup/work/${linkId}`;
  return {
    work,
    step: (step: SetupStep) => `${work}?step=${step}`,
    document: `${work}/provider-document`,
    test: `${work}/test`,
    testRuns: `${work}/test-runs`,
  };
}
