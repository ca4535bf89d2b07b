import type { FeedFilter } from "@/lib/db/repositories/event-feed";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type EventView, writeEventCursor } from "@/lib/schemas/event";

interface Wanted {
  after: number;
  limit: number;
  type?: string[] | undefined;
  /** A slug or an external ID. */
  space?: string | undefined;
  since?: Date | undefined;
}

/**
 * What happened in every space and at the installation after a cursor, oldest first. A program that goes on from each
 * answer's cursor gets every event exactly once (docs/decisions/0028). With a filter, an answer may be empty although
 * there is more.
 */
export async function followEvents(
  { store }: Pick<Dependencies, "store">,
  { after, limit, type, space, since }: Wanted,
): Promise<Outcome<{ data: EventView[]; nextCursor: string; hasMore: boolean }>> {
  const filter: FeedFilter = { ...(type ? { types: type } : {}), ...(since ? { since } : {}) };
  if (space !== undefined) {
    const found = (await store.spaces.bySlug(space)) ?? (await store.spaces.byExternalId(space));
    if (!found)
      return refused("not_found", "space_not_found", "There is no space with this slug or external ID.", {
        field: "space",
        received: space,
      });
    filter.spaceId = found.id;
  }
  await store.eventFeed.settle();
  const { events, next, more } = await store.eventFeed.after(after, limit, filter);
  const ids = [...new Set(events.flatMap(({ event: { spaceId } }) => spaceId ?? []))];
  const spaces = new Map((await store.spaces.byIds(ids)).map((one) => [one.id, one]));
  const data = events.map(({ event }): EventView => {
    const { id, action, at, spaceId, actor, target, details } = event;
    const named = spaceId === null ? undefined : spaces.get(spaceId);
    return {
      id,
      type: action,
      at: at.toISOString(),
      space:
        spaceId === null
          ? null
          : { id: spaceId, slug: named?.slug ?? null, externalId: named?.externalId ?? null },
      actor,
      target,
      details,
    };
  });
  return done({ data, nextCursor: writeEventCursor(next), hasMore: more });
}
