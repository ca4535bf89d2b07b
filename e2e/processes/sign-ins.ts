import type { Lab } from "./lab";

/** Signs people in continuously, a given number at once, until `stop`, which returns where each one ended. */
export function keepSigningIn(lab: Lab, sideBySide: number): { stop(): Promise<string[]> } {
  const ends: string[] = [];
  let stopped = false;
  const people = async () => {
    while (!stopped) {
      const trip = lab.browser().samlTrip(lab.connection.loginPath, "chloe-lindqvist");
      ends.push(await trip.catch((error: unknown) => String(error)));
    }
  };
  const running = Promise.all(Array.from({ length: sideBySide }, people));
  return {
    async stop() {
      stopped = true;
      await running;
      return ends;
    },
  };
}
