import { createHash } from "node:crypto";
import { storable } from "@/drizzle/schema/storable";
import type { AuditEvent } from "@/lib/model/audit/audit";

/** What the first event of a chain names as the hash before it. */
export const firstHash = "0".repeat(64);

/**
 * SHA-256, hex, over the canonical JSON of every field of an event. Events without a request id hash as they did before
 * there was one.
 */
export function auditHash(event: Omit<AuditEvent, "hash">): string {
  const { id, chain, spaceId, sequence, at, actor, action, target, details, requestId, previousHash } = event;
  const fields = {
    id,
    chain,
    spaceId,
    sequence,
    at: at.toISOString(),
    actor: { kind: actor.kind, id: actor.id, name: actor.name, address: actor.address },
    action,
    target: target && { kind: target.kind, id: target.id, name: target.name },
    details,
    ...(requestId === null ? {} : { requestId }),
    previousHash,
  };
  return createHash("sha256").update(canonicalJson(fields)).digest("hex");
}

/** An event without anything that the database would return differently from how it was stored. */
export function recordable<Event>(event: Event & { details: Record<string, unknown>; at: Date }): Event {
  // Through JSON once, as the column will do: what it drops (undefined) or turns into text (dates) must be hashed
  // that way.
  const details: unknown = JSON.parse(JSON.stringify(event.details));
  const { at, ...rest } = event;
  return { ...(storable({ ...rest, details }) as Event), at };
}

/** JSON with the members of every object in the order of their names, as in RFC 8785. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}
