import { AppWindow, Plus, ShieldAlert } from "lucide-react";
import type { Metadata } from "next";
import { ApplicationMark } from "@/components/applications/application-mark";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { type ApplicationRow, listApplicationRows } from "@/lib/features/applications/application-view";
import { counted } from "@/lib/model/text/counted";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../list-page";
import { OperatorConsole } from "../operator-console";

export const metadata: Metadata = { title: "Applications" };

const rules: ListRules = { sorts: ["name", "createdAt", "lastUsedAt"], defaultSort: "name" };
const path = "/operator/applications";

/** The vendor's applications, which people sign in to through Gatehouse. */
export default async function ApplicationsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireOperator();
  const query = readListQuery(await searchParams, rules);
  const applications = await listApplicationRows(await dependencies(), pageQuery(query));
  const create = (
    <ButtonLink href={`${path}/new`} variant="primary" icon={<Plus aria-hidden />}>
      Create application
    </ButtonLink>
  );
  return (
    <OperatorConsole ctx={ctx} width="wide">
      <PageHeader
        title="Applications"
        description="People sign in to them through this installation, with OpenID Connect."
        actions={create}
      />
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search by name or client ID"
        found={applications}
        noun={["application", "applications"]}
      >
        <DataTable
          caption="Applications"
          columns={columns}
          rows={applications.rows}
          rowKey={({ id }) => id}
          query={query}
          path={path}
          empty={
            query.q ? (
              <EmptyState icon={AppWindow} title="No application matches">
                No application has these words in its name or client ID.
              </EmptyState>
            ) : (
              <EmptyState icon={AppWindow} title="No applications yet" action={create}>
                Register the application that your customers sign in to. Any OpenID Connect library works.
              </EmptyState>
            )
          }
        />
      </SearchableList>
    </OperatorConsole>
  );
}

const columns: Column<ApplicationRow>[] = [
  {
    key: "name",
    header: "Name",
    sort: "name",
    cell: (application) => (
      <span className="flex items-center gap-3">
        <ApplicationMark application={application} />
        <Link href={`${path}/${application.id}`} quiet>
          {application.name}
        </Link>
      </span>
    ),
  },
  {
    key: "openTo",
    header: "Open to",
    cell: ({ openTo, spaces }) => (openTo === "all" ? "All spaces" : counted(spaces, "space")),
  },
  {
    key: "pkce",
    header: "PKCE",
    cell: ({ pkceRequired }) =>
      pkceRequired ? (
        "Required"
      ) : (
        <Badge tone="warn" icon={ShieldAlert}>
          Weaker
        </Badge>
      ),
  },
  {
    key: "lastUsedAt",
    header: "Last used",
    sort: "lastUsedAt",
    cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime value={lastUsedAt} /> : "Never"),
  },
  {
    key: "createdAt",
    header: "Created",
    sort: "createdAt",
    cell: ({ createdAt }) => <RelativeTime value={createdAt} />,
  },
];
