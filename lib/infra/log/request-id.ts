import { AsyncLocalStorage } from "node:async_hooks";

// Next builds a module into several bundles, each with its own variables; what one begins, another must read.
const shared = globalThis as typeof globalThis & { gatehouseRequestId?: AsyncLocalStorage<string> };
shared.gatehouseRequestId ??= new AsyncLocalStorage<string>();
const running = shared.gatehouseRequestId;

/** Runs `work` as one request: whatever it logs and records in the audit log carries its id. */
export function withRequestId<T>(id: string, work: () => T): T {
  return running.run(id, work);
}

/** The id of the request that is being answered; `null` outside of one that has an id. */
export function currentRequestId(): string | null {
  return running.getStore() ?? null;
}
