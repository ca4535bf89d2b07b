// Next builds a module into several bundles, each with its own variables; the process leaves as a whole.
const shared = globalThis as typeof globalThis & { gatehouseIsDraining?: boolean };

/** From now on the process reports that it is not ready: the load balancer sends new requests elsewhere. */
export function startDraining(): void {
  shared.gatehouseIsDraining = true;
}

/** Whether the process was asked to stop. */
export function isDraining(): boolean {
  return shared.gatehouseIsDraining === true;
}
