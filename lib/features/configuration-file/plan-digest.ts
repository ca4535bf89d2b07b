import { createHash } from "node:crypto";
import type { PlanStep } from "@/lib/model/connections/plan-step";

/** A digest of what applying a file would do: it is another one as soon as the file or the space has changed. */
export function planDigest(steps: readonly PlanStep[]): string {
  const said = steps.map(({ kind, name, action, differences, needsSecret }) => [
    kind,
    name,
    action,
    differences.map(({ field, before, after }) => [field, before, after]),
    needsSecret,
  ]);
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 32);
}
