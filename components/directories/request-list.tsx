import { ArrowDownLeft, CircleAlert } from "lucide-react";
import { cx } from "@/components/ui/cx";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ArrivalsView } from "@/lib/schemas/directory-views";

interface RequestListProps {
  requests: ArrivalsView["requests"];
  /** The page of each; absent: they lead nowhere. */
  href?: (id: string) => string;
}

/** Requests in plain words, newest first; failed ones say why. */
export function RequestList({ requests, href }: RequestListProps) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {requests.map(({ id, at, says, failed }) => {
        const Icon = failed ? CircleAlert : ArrowDownLeft;
        return (
          <li key={id} className="flex items-start gap-2.5 px-5 py-2.5">
            <Icon aria-hidden className={cx("mt-0.5 size-4 shrink-0", failed ? "text-danger" : "text-ok")} />
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              {href ? (
                <Link href={href(id)} quiet>
                  {says}
                </Link>
              ) : (
                says
              )}
              {failed && <span className="block text-sm text-danger">Failed: {failed}</span>}
            </span>
            <span className="shrink-0 text-sm text-muted">
              <RelativeTime value={at} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
