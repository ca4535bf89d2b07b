import { StateBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { readOwnSignIns } from "@/lib/features/sign-in/own-sign-ins";
import type { MemberContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

/** The person's own latest sign-ins to this space, so that they notice an unknown one. */
export async function OwnSignIns({ ctx }: { ctx: MemberContext }) {
  const signIns = await readOwnSignIns(await dependencies(), ctx);
  return (
    <Card
      title="Your latest sign-ins"
      description="Through single sign-on, to this space"
      flush={signIns.length > 0}
    >
      {signIns.length === 0 ? (
        <p className="text-muted">You have not signed in through single sign-on here yet.</p>
      ) : (
        <ul className="divide-y divide-line border-t border-line">
          {signIns.map(({ id, connection, at, status, address }) => (
            <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-2.5">
              <span className="min-w-40 flex-1 truncate font-medium" title={connection}>
                {connection}
              </span>
              {address && <span className="text-sm text-muted">{address}</span>}
              <StateBadge state={status} />
              <span className="text-sm text-muted sm:w-32 sm:text-right">
                <RelativeTime value={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
