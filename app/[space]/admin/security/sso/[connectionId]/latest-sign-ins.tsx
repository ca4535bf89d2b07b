import { Avatar } from "@/components/ui/avatar";
import { StateBadge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { readSignInLog } from "@/lib/features/sign-in/sign-in-log";
import { displayName } from "@/lib/model/people/person";
import type { AttemptStatus } from "@/lib/model/sign-in/attempt";
import type { MemberContext } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";

const shown = 5;
const badges: Record<AttemptStatus, Parameters<typeof StateBadge>[0]> = {
  admitted: { state: "admitted" },
  refused: { state: "refused" },
  started: { state: "open", children: "In progress" },
  answered: { state: "open", children: "In progress" },
  expired: { state: "unknown", children: "Not finished" },
};

/** The newest sign-ins through one connection, each linked to its details. */
export async function LatestSignIns({ ctx, connectionId }: { ctx: MemberContext; connectionId: string }) {
  const { rows } = await readSignInLog(await dependencies(), ctx, {
    connectionId,
    sort: "createdAt",
    direction: "desc",
    pageSize: shown,
    countUpTo: 0,
  });
  if (rows.length === 0)
    return <p className="border-t border-line p-5 text-muted">Nobody has signed in through it yet.</p>;
  const paths = spacePaths(ctx.space.slug);
  const names = await namesOf(rows.map(({ userId }) => userId));
  const nameOf = ({ userId }: { userId: string | null }) => (userId === null ? null : names.get(userId));
  return (
    <ul className="divide-y divide-line border-t border-line">
      {rows.map((row) => (
        <li key={row.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-5 py-2.5 sm:flex-nowrap">
          <Avatar name={nameOf(row) ?? row.email ?? "?"} />
          <div className="min-w-0 flex-1 max-sm:basis-3/4">
            <span className="block" title={nameOf(row) ?? row.email ?? undefined}>
              <Link href={paths.signInAttempt(row.id)} quiet className="block truncate">
                {nameOf(row) ?? row.email ?? "Somebody not recognised"}
              </Link>
            </span>
            <p className="line-clamp-2 text-sm text-muted" title={row.causeSentence ?? undefined}>
              {row.causeSentence ?? (nameOf(row) ? row.email : null)}
            </p>
          </div>
          <span className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 max-sm:w-full max-sm:pl-11 sm:w-56 sm:justify-end">
            <span className="sm:flex-1">
              <StateBadge {...badges[row.status]} />
            </span>
            <span className="text-right text-sm text-muted">
              <RelativeTime value={row.createdAt} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The names of the people whom sign-ins have admitted, by id. */
async function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const { store } = await dependencies();
  const users = await store.users.byIds([...new Set(ids.filter((id) => id !== null))]);
  return new Map(users.map((user) => [user.id, displayName(user)]));
}
