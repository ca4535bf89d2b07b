import { referencesOf } from "./bulk-references";
import type { BulkOperation } from "./read-bulk";

/** An operation whose turn it is. */
interface Ready {
  operation: BulkOperation;
  /** A bulkId that it names and that stands for nothing: it cannot be carried out. */
  missing: string | null;
}

/**
 * The operations of a Bulk request in an order in which they can be carried out: each after those whose bulkIds it
 * names, otherwise as they were sent. `next` is the one whose turn it is, `finish` says what became of it; those that
 * are left at the end wait for each other in a circle. Each operation is looked through once.
 */
export function inOrder(operations: readonly BulkOperation[]) {
  const places = new Map(operations.map((operation, place) => [operation, place]));
  const known = new Set(operations.flatMap(({ bulkId }) => bulkId ?? []));
  const open = new Map<BulkOperation, Set<string>>();
  const waiting = new Map<string, BulkOperation[]>();
  /** As they were sent. */
  const ready: Ready[] = [];
  const placeOf = ({ operation }: Pick<Ready, "operation">) => places.get(operation) ?? 0;

  function makeReady(entry: Ready): void {
    const place = placeOf(entry);
    const later = ready.findIndex((other) => placeOf(other) > place);
    ready.splice(later < 0 ? ready.length : later, 0, entry);
  }

  function wait(operation: BulkOperation, references: Set<string>): void {
    open.set(operation, references);
    for (const reference of references) {
      const others = waiting.get(reference);
      if (others) others.push(operation);
      else waiting.set(reference, [operation]);
    }
  }

  for (const operation of operations) {
    const references = new Set(referencesOf(operation));
    const missing = [...references].find((reference) => !known.has(reference)) ?? null;
    if (missing !== null || references.size === 0) ready.push({ operation, missing });
    else wait(operation, references);
  }
  return {
    next: () => ready.shift(),
    finish({ bulkId }: BulkOperation, isDone: boolean): void {
      if (bulkId === null) return;
      for (const operation of waiting.get(bulkId) ?? []) {
        const references = open.get(operation);
        if (!references) continue;
        references.delete(bulkId);
        if (isDone && references.size > 0) continue;
        open.delete(operation);
        makeReady({ operation, missing: isDone ? null : bulkId });
      }
    },
    stuck: () => [...open.keys()],
  };
}
