import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import type { MemberCounts } from "@/lib/features/people/list-people";
import { counted } from "@/lib/model/text/counted";
import type { spacePaths } from "@/lib/server/http/navigation";
import { memberStates } from "../person-badge";

interface MembersCardProps {
  members: MemberCounts;
  paths: ReturnType<typeof spacePaths>;
}

/** How many people are in the space, by state; each number leads to its list. */
export function MembersCard({ members, paths }: MembersCardProps) {
  const { active, notSignedIn, invited, pending } = members;
  const of = (state: keyof typeof memberStates) => `${paths.users}?status=${state}`;
  const lines = [
    { label: memberStates.active, count: active - notSignedIn, href: of("active") },
    { label: memberStates.not_signed_in, count: notSignedIn, href: of("not_signed_in") },
    { label: memberStates.invited, count: invited, href: of("invited") },
    { label: memberStates.pending, count: pending, href: paths.approvals },
  ];
  return (
    <Card
      title="Members"
      description={counted(active + invited, "member", "members")}
      actions={<Link href={paths.users}>All members</Link>}
    >
      <dl className="space-y-2">
        {lines.map(({ label, count, href }) => (
          <div key={label} className="flex items-baseline justify-between gap-4">
            <dt className="text-muted">{label}</dt>
            <dd className="tabular font-medium">
              {count > 0 ? (
                <Link href={href} quiet>
                  {count.toLocaleString("en")}
                  <span className="sr-only"> {label.toLowerCase()}</span>
                </Link>
              ) : (
                0
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
