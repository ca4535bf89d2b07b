import { createHash } from "node:crypto";
import { staleRevision } from "@/lib/features/connections/stale-revision";
import { done, type Outcome } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** The entity tag of a response (RFC 9110 §8.8.3): its revision if it has one, else a digest of its contents. */
export function entityTag(value: unknown): string | null {
  if (typeof value !== "object" || value === null) return null;
  if ("revision" in value && typeof value.revision === "number") return `"${value.revision}"`;
  return `"${createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 22)}"`;
}

/**
 * For what has no revision of its own: whether it still reads as when the caller got the tag that `If-Match` names.
 * Looked at before the change, not within it. The refusal says who changed it and what, from the audit log.
 */
export async function ifMatchHolds(
  request: Request,
  deps: Pick<Dependencies, "store">,
  ctx: Context,
  current: Outcome<{ id: string }>,
): Promise<Outcome<null>> {
  const wanted = request.headers.get("if-match")?.trim();
  if (!wanted || wanted === "*" || !current.ok) return done(null);
  const tags = wanted.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (tags.includes(entityTag(current.value) ?? "")) return done(null);
  return staleRevision(deps.store, ctx.space.id, current.value.id, "this", null);
}
