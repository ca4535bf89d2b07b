/** The channel on which a result page notifies the wizard, in the same browser, that its test has ended. */
export const testChannel = "gatehouse-test-run";

/** The message on it. */
export interface TestMessage {
  runId: string;
}
