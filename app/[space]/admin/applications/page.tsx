import { AppWindow } from "lucide-react";
import type { Metadata } from "next";
import { ApplicationMark } from "@/components/applications/application-mark";
import { roleWords } from "@/components/connections/words";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  listSpaceApplications,
  type SpaceApplication,
} from "@/lib/features/applications/list-space-applications";
import { counted } from "@/lib/model/text/counted";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../space-console";

export const metadata: Metadata = { title: "Applications" };

/** What the space's people sign in to through Gatehouse, and who of them may. */
export default async function SpaceApplicationsPage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requirePermission((await params).space, "manage_people");
  const applications = await listSpaceApplications(await dependencies(), ctx);
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        title="Applications"
        description="People in this space sign in to these applications through Gatehouse. Your vendor decides who can use each one."
      />
      <DataTable
        caption="Applications"
        columns={columnsFor(ctx.space.slug)}
        rows={applications}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={AppWindow} title="No applications yet">
            Your vendor has not connected an application to this space.
          </EmptyState>
        }
      />
    </SpaceConsole>
  );
}

function columnsFor(slug: string): Column<SpaceApplication>[] {
  return [
    {
      key: "name",
      header: "Application",
      cell: (application) => (
        <span className="flex items-center gap-3">
          <ApplicationMark application={application} />
          {application.name}
        </span>
      ),
    },
    {
      key: "who",
      header: "Who can use it",
      cell: (application) => <WhoMayUse slug={slug} application={application} />,
    },
    {
      key: "use",
      header: "Last 30 days",
      cell: ({ signIns, people }) =>
        signIns === 0 ? (
          <span className="text-muted">No sign-ins</span>
        ) : (
          `${counted(signIns, "sign-in", "sign-ins")} by ${counted(people, "person", "people")}`
        ),
    },
    {
      key: "lastUsedAt",
      header: "Last used",
      cell: ({ lastUsedAt }) =>
        lastUsedAt ? <RelativeTime value={lastUsedAt} /> : <span className="text-muted">Never</span>,
    },
  ];
}

function WhoMayUse({ slug, application: { roles, teams } }: { slug: string; application: SpaceApplication }) {
  if (roles.length === 0 && teams.length === 0) return "Everyone";
  return (
    <ul className="space-y-0.5">
      {roles.map((role) => (
        <li key={role}>{roleWords[role]}s</li>
      ))}
      {teams.map(({ id, name }) => (
        <li key={id}>
          Team{" "}
          <Link href={spacePaths(slug).team(id)} quiet>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
