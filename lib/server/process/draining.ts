// Next builds a module into several bundles, each with its own variables; the process leaves as a whole.
const shared = globalThis as typeof globalThis & { gatehouseIsLeaving?: boolean };

/** From now on the process says that it is not ready: whoever shares the work out sends new requests elsewhere. */
export function leave(): void {
  shared.gatehouseIsLeaving = true;
}

/** Whether the process was told to stop. */
export function isLeaving(): boolean {
  return shared.gatehouseIsLeaving === true;
}
