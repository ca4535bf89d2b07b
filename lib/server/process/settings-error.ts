/** A setting is wrong or missing; the message is the one line to print. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  constructor(setting: string, received: string, expected: string) {
    super(`${setting} ${received}; expected ${expected}.`);
  }
}
