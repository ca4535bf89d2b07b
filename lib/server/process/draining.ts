// Next builds a module into several bundles, each with its own variables; the process leaves as a whole.
const shared = globalThis as typeof globalThis & { gatehouseIsDraining?: boolean };

/** From now on the process says that it is not ready: whoever shares the work out sends new requests elsewhere. */
export function startDraining(): void {
  shared.gatehouseIsDraining = true;
}

/** Whether the process was told to stop. */
export function isDraining(): boolean {
  return shared.gatehouseIsDraining === true;
}
