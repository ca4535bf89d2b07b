import { Card } from "@/components/ui/card";
import { DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PersonSignIn } from "@/lib/features/people/person-sign-ins";
import { spacePaths } from "@/lib/server/http/navigation";
import { OutcomeBadge } from "../../security/sign-ins/outcome-badge";

/** The latest sign-ins through single sign-on, with the cause of refused ones. */
export function SignInsCard({
  slug,
  userId,
  signIns,
  mayOpen,
}: {
  slug: string;
  userId: string;
  signIns: readonly PersonSignIn[];
  /** Whether the reader may open the sign-in log. */
  mayOpen: boolean;
}) {
  const paths = spacePaths(slug);
  return (
    <Card
      title="Latest sign-ins"
      description="To this space through single sign-on, including refused ones."
      flush
      actions={
        mayOpen && signIns.length > 0 && <Link href={`${paths.signIns}?person=${userId}`}>Sign-in log</Link>
      }
    >
      <DataTable
        caption="Latest sign-ins"
        rows={signIns}
        rowKey={(signIn) => signIn.id}
        empty={<p className="px-5 pb-5 text-muted">None in the last 90 days.</p>}
        columns={[
          {
            key: "at",
            header: "When",
            cell: (signIn) =>
              mayOpen ? (
                <Link href={paths.signInAttempt(signIn.id)} quiet>
                  <RelativeTime value={signIn.at} />
                </Link>
              ) : (
                <RelativeTime value={signIn.at} />
              ),
          },
          { key: "connection", header: "Through", cell: (signIn) => signIn.connection },
          {
            key: "status",
            header: "Outcome",
            cell: (signIn) => <OutcomeBadge status={signIn.status} refusalCode={signIn.refusalCode} />,
          },
          { key: "cause", header: "Cause", cell: (signIn) => signIn.cause ?? "–" },
        ]}
      />
    </Card>
  );
}
