import type { Space } from "@/lib/model/spaces/space";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SpaceView } from "@/lib/schemas/operator";

/** A space as the vendor's backend sees it. */
export async function viewSpace(
  { store, appUrl }: Pick<Dependencies, "store" | "appUrl">,
  space: Space,
): Promise<SpaceView> {
  const { id, slug, externalId, name, kind, ssoSubscribed, seats, revision } = space;
  return {
    id,
    slug,
    externalId,
    name,
    kind,
    ssoSubscribed,
    seats: { reader: seats.reader ?? null, editor: seats.editor ?? null, admin: seats.admin ?? null },
    seatsInUse: await store.membershipsOf(id).seatsInUse(),
    loginUrl: `${appUrl}/${slug}/login`,
    createdAt: space.createdAt.toISOString(),
    revision,
  };
}
