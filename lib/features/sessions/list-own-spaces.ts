import { hasProvenAddress } from "@/lib/features/sign-in/proven-address";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/** A space that a person belongs to. */
export interface OwnSpace {
  slug: string;
  name: string;
}

/**
 * The spaces that the person is an active member of, by name. Membership is not admission: each space requires its
 * own sign-in (docs/model.md#sessions). A session that one space's provider opened by naming an address shows only
 * the spaces that admitted it; otherwise that provider would learn where else the person belongs.
 */
export async function listOwnSpaces(
  { store, now }: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "user" | "sessionId">,
): Promise<OwnSpace[]> {
  const { user, sessionId } = ctx;
  if (!user || !sessionId) return [];
  const memberships = (await store.users.membershipsOf(user.id)).filter(({ status }) => status === "active");
  const shown = (await hasProvenAddress({ store, now }, ctx))
    ? memberships.map(({ spaceId }) => spaceId)
    : ((await store.sessions.byId(sessionId))?.spaces ?? []).map(({ spaceId }) => spaceId);
  const spaces = await store.spaces.byIds(shown);
  return spaces.map(({ slug, name }) => ({ slug, name })).sort((a, b) => a.name.localeCompare(b.name));
}
