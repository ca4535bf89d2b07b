import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * Sets whether signing in through the space's own organization clears people's passwords
 * (docs/model.md#conversion-to-sso-only). Off: a password from before single sign-on stays, and converted people may
 * set one again; on: people are converted at their next sign-in. Nobody is signed out or mailed.
 */
export async function setSsoOnlyConversion(
  deps: Dependencies,
  ctx: Context,
  convertToSsoOnly: boolean,
): Promise<Outcome<Pick<Space, "convertToSsoOnly"> & { changed: boolean; passwordsFreed: number }>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const before = await tx.spaces.byId(ctx.space.id);
    if (!before) return refused("not_found", "space_not_found", "There is no such space.");
    if (before.convertToSsoOnly === convertToSsoOnly)
      return done({ convertToSsoOnly, changed: false, passwordsFreed: 0 });
    await tx.spaces.update(before.id, { convertToSsoOnly });
    const own = await tx.organizationsOf(before.id).own();
    const passwordsFreed = own && !convertToSsoOnly ? await tx.users.endSsoOnly(own.id) : 0;
    await tx.auditOf(before.id).append(
      {
        actor: ctx.actor,
        action: "space.sso_only_conversion_changed",
        target: { kind: "space", id: before.id, name: before.name },
        details: { from: before.convertToSsoOnly, to: convertToSsoOnly, passwordsFreed },
      },
      deps.now(),
    );
    return done({ convertToSsoOnly, changed: true, passwordsFreed });
  });
}
