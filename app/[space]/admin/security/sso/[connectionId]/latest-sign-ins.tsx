import { Avatar } from "@/components/ui/avatar";
import { StateBadge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { readSignInLog } from "@/lib/features/sign-in/sign-in-log";
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
  });
  if (rows.length === 0)
    return <p className="border-t border-line p-5 text-muted">Nobody has signed in through it yet.</p>;
  const paths = spacePaths(ctx.space.slug);
  return (
    <ul className="divide-y divide-line border-t border-line">
      {rows.map((row) => (
        <li key={row.id} className="flex items-center gap-3 px-5 py-2.5">
          <Avatar name={row.email ?? "?"} />
          <div className="min-w-0 flex-1">
            <Link href={paths.signInAttempt(row.id)} quiet className="block truncate">
              {row.email ?? "Somebody not recognised"}
            </Link>
            {row.causeSentence && <p className="truncate text-sm text-muted">{row.causeSentence}</p>}
          </div>
          <StateBadge {...badges[row.status]} />
          <span className="shrink-0 text-right text-sm text-muted max-sm:hidden">
            <RelativeTime value={row.createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
