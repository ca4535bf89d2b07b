import { AppWindow } from "lucide-react";
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
  const started = applications.flatMap(({ id, name, href }) => (href === null ? [] : [{ id, name, href }]));
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
        {started.map(({ id, name, href }) => (
          <li key={id}>
            <a
              href={href}
              className="flex min-h-14 items-center gap-3 rounded-lg border border-line p-3 font-medium hover:border-accent"
            >
              <AppWindow aria-hidden className="size-5 shrink-0 text-muted" />
              <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
