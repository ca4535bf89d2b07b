import type { MemberCounts } from "@/lib/db/repositories/memberships";
import {
  type ConnectionGlance,
  connectionsAtAGlance,
} from "@/lib/features/connections/connections-at-a-glance";
import { type Attention, needsAttention } from "@/lib/features/home/needs-attention";
import { chartDays } from "@/lib/features/sign-in/sign-in-statistics";
import { fillDays, firstDayOf, type SignInStatistics, totalOf } from "@/lib/model/sign-in/daily-counts";
import type { Space } from "@/lib/model/spaces/space";
import type { SpaceNeed, SpaceSso } from "@/lib/model/spaces/space-filter";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery } from "@/lib/ports/page";

/** A space as the operators' list shows it: how it is doing, not who its people are. */
export interface Customer {
  space: Space;
  connections: ConnectionGlance[];
  /** Active, and of them those who have not signed in yet. */
  people: Pick<MemberCounts, "active" | "notSignedIn">;
  signIns: SignInStatistics;
  /** What its administrators should look at, the worst first. */
  attention: Attention[];
}

/** Operators see what an administrator would; they open nothing of it. */
const administrator = { role: "admin" as const, status: "active", permissions: [] };

/** A page of the spaces, each with its connections, its sign-ins of the last 30 days and what needs attention. */
export async function listCustomers(
  deps: Pick<Dependencies, "store" | "now" | "appUrl">,
  query: PageQuery & { sso?: SpaceSso; needs?: SpaceNeed },
): Promise<Page<Customer>> {
  const now = deps.now();
  const page = await deps.store.spaces.page({ ...query, at: now });
  const days = await deps.store.signInDayCounter.ofSpaces(
    page.rows.map(({ id }) => id),
    firstDayOf(chartDays, now),
  );
  const rows: Customer[] = [];
  // In sequence: the embedded database has a single connection.
  for (const space of page.rows) {
    const filled = fillDays(days.get(space.id) ?? [], chartDays, now);
    rows.push({
      space,
      connections: await connectionsAtAGlance(deps, { space }),
      people: await deps.store.membershipsOf(space.id).counts(),
      signIns: { days: filled, ...totalOf(filled) },
      attention: await needsAttention(deps, { space, membership: administrator }),
    });
  }
  return { ...page, rows };
}
