import type { Actor } from "@/lib/model/audit/audit";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import { externalIdTaken } from "./create-space";

const changeable = ["name", "kind", "ssoSubscribed", "seats", "externalId"] as const;
export type SpaceChange = Partial<Pick<Space, (typeof changeable)[number]>>;

/**
 * Changes the settings that operators control: name, kind, plan, seats, external ID. Fewer seats than are in use are
 * allowed: nobody loses theirs, but nobody new gets one. Without the SSO option the space's connections admit nobody
 * any more.
 */
export async function updateSpace(
  deps: Dependencies,
  actor: Actor,
  spaceId: string,
  change: SpaceChange,
): Promise<Outcome<Space>> {
  const now = deps.now();
  const notFound = refused("not_found", "space_not_found", "There is no such space.");
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(spaceId);
    const before = await tx.spaces.byId(spaceId);
    if (!before) return notFound;
    const keys = changeable.filter(
      (key) => change[key] !== undefined && JSON.stringify(change[key]) !== JSON.stringify(before[key]),
    );
    if (keys.length === 0) return done(before);
    const { externalId } = change;
    if (externalId !== undefined && !(await tx.spaces.setExternalId(spaceId, externalId)))
      return externalIdTaken(externalId ?? "");
    const columns = keys.filter((key) => key !== "externalId").map((key) => [key, change[key]]);
    const after = await tx.spaces.update(spaceId, Object.fromEntries(columns));
    if (!after) return notFound;
    const entry = {
      actor,
      action: "space.updated",
      target: { kind: "space", id: spaceId, name: after.name },
      details: {
        changed: Object.fromEntries(keys.map((key) => [key, { from: before[key], to: after[key] }])),
      },
    };
    await tx.auditOf(spaceId).append(entry, now);
    await tx.auditOf(null).append(entry, now);
    return done(after);
  });
}
