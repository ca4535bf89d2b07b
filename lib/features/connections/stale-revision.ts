import type { Store } from "@/lib/db/store";
import { refused } from "@/lib/model/outcome";

/**
 * The refusal of a save on an older revision: who changed the thing last and which fields, from the audit log.
 * `thing` is its name in a sentence, for example “this connection”.
 */
export async function staleRevision(
  store: Store,
  spaceId: string,
  targetId: string,
  thing: string,
  received: number | null,
) {
  const { rows } = await store.auditOf(spaceId).page({ targetId, pageSize: 1, countUpTo: 0 });
  const [last] = rows;
  const changed = changedNames(last?.details) || (last?.action ?? "something");
  return refused(
    "conflict",
    "stale_revision",
    `${last?.actor.name ?? "Somebody"} has changed ${thing} since you read it (${changed}). Read it again, then repeat your change.`,
    {
      field: "revision",
      received: received === null ? "an older revision" : String(received),
      expected: `the latest revision; changed: ${changed}`,
    },
  );
}

function changedNames(details: Record<string, unknown> | undefined): string {
  if (!details) return "";
  const { changed, before, after } = details;
  if (Array.isArray(changed)) return changed.join(", ");
  if (isRecord(changed)) return Object.keys(changed).join(", ");
  if (!isRecord(before) || !isRecord(after)) return "";
  return Object.keys(after)
    .filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]))
    .join(", ");
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
