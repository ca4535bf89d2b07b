/** The channel on which a result page tells the wizard, in the same browser, that its test has ended. */
export const testChannel = "gatehouse-test-run";

/** What is said on it. */
export interface TestMessage {
  runId: string;
}
