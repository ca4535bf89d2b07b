import { ApplicationMark } from "@/components/applications/application-mark";
import { Card } from "@/components/ui/card";
import { listOwnApplications } from "@/lib/features/applications/list-own-applications";
import type { MemberContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";

/** The member's applications as tiles. Plain links: they lead to other sites, at which a sign-in begins. */
export async function OwnApplications({
  ctx,
  showEmpty,
}: {
  ctx: MemberContext;
  /** For people whose page has little else: says what would be here. */
  showEmpty: boolean;
}) {
  const applications = await listOwnApplications(await dependencies(), ctx);
  const started = applications.flatMap(({ href, ...tile }) => (href === null ? [] : [{ ...tile, href }]));
  if (started.length === 0)
    return showEmpty ? (
      <Card title="Your applications">
        <p className="text-muted">
          None yet. The applications that you may use appear here, each to open with one click.
        </p>
      </Card>
    ) : null;
  return (
    <Card title="Your applications">
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {started.map(({ href, ...application }) => (
          <li key={application.id}>
            <a
              href={href}
              className="flex min-h-14 items-center gap-3 rounded-lg border border-line p-3 font-medium hover:border-accent"
            >
              <ApplicationMark application={application} />
              <span className="min-w-0 [overflow-wrap:anywhere]">{application.name}</span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
