import { StateBadge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PersonSignIn } from "@/lib/features/people/person-sign-ins";
import type { AssignmentSource } from "@/lib/model/people/person";
import type { AttemptStatus } from "@/lib/model/sign-in/attempt";
import { spacePaths } from "@/lib/server/http/navigation";

interface TeamLinksProps {
  slug: string;
  teams: readonly { id: string; name: string; source: AssignmentSource }[];
}

/** A person's teams, each with how it was given. */
export function TeamLinks({ slug, teams }: TeamLinksProps) {
  return (
    <ul className="space-y-0.5">
      {teams.map((team) => (
        <li key={team.id}>
          <Link href={spacePaths(slug).team(team.id)}>{team.name}</Link>
          <span className="text-sm text-muted">
            {" "}
            {team.source === "manual" ? "by hand" : "by single sign-on"}
          </span>
        </li>
      ))}
    </ul>
  );
}

const states: Record<AttemptStatus, "admitted" | "refused" | "expired" | "open"> = {
  admitted: "admitted",
  refused: "refused",
  expired: "expired",
  started: "open",
  answered: "open",
};

/** The latest sign-ins through single sign-on, with the cause of refused ones. */
export function SignInsCard({ signIns }: { signIns: readonly PersonSignIn[] }) {
  return (
    <Card
      title="Last sign-ins"
      description="Sign-ins to this space through single sign-on, including refused ones."
      flush
    >
      <DataTable
        caption="Last sign-ins"
        rows={signIns}
        rowKey={(signIn) => signIn.id}
        empty={<p className="px-5 pb-5 text-muted">None in the last 90 days.</p>}
        columns={[
          { key: "at", header: "When", cell: (signIn) => <RelativeTime value={signIn.at} /> },
          { key: "connection", header: "Through", cell: (signIn) => signIn.connection },
          {
            key: "status",
            header: "Outcome",
            cell: (signIn) => <StateBadge state={states[signIn.status]} />,
          },
          { key: "cause", header: "Cause", cell: (signIn) => signIn.cause ?? "–" },
        ]}
      />
    </Card>
  );
}
