import { Building2, CircleCheck, CircleOff, Handshake, Plus } from "lucide-react";
import type { Metadata } from "next";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { listSpaces } from "@/lib/features/spaces/operator-spaces";
import type { Space } from "@/lib/model/spaces/space";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../list-page";
import { OperatorConsole } from "./operator-console";

export const metadata: Metadata = { title: "Spaces" };

const rules: ListRules = { sorts: ["name", "slug", "createdAt"], defaultSort: "name" };
const path = "/operator";

/** Every space. */
export default async function SpacesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireOperator();
  const query = readListQuery(await searchParams, rules);
  const spaces = await listSpaces(await dependencies(), pageQuery(query));
  const create = (
    <ButtonLink href="/operator/spaces/new" variant="primary" icon={<Plus aria-hidden />}>
      Create space
    </ButtonLink>
  );
  return (
    <OperatorConsole ctx={ctx} width="wide">
      <PageHeader
        title="Spaces"
        description="One for each customer, with its plan and seats."
        actions={create}
      />
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search by name or slug"
        found={spaces}
        noun={["space", "spaces"]}
      >
        <DataTable
          caption="Spaces"
          columns={columns}
          rows={spaces.rows}
          rowKey={(space) => space.id}
          query={query}
          path={path}
          empty={
            query.q ? (
              <EmptyState icon={Building2} title="No space matches">
                No space name or slug matches the search.
              </EmptyState>
            ) : (
              <EmptyState icon={Building2} title="No spaces yet" action={create}>
                A space is one customer's part of this application, with its own people, plan and sign-in.
              </EmptyState>
            )
          }
        />
      </SearchableList>
    </OperatorConsole>
  );
}

const columns: Column<Space>[] = [
  {
    key: "name",
    header: "Name",
    sort: "name",
    cell: (space) => (
      <Link href={`/operator/spaces/${space.id}`} quiet>
        {space.name}
      </Link>
    ),
  },
  {
    key: "slug",
    header: "Slug",
    sort: "slug",
    cell: (space) => <code className="font-mono text-sm">{space.slug}</code>,
  },
  {
    key: "kind",
    header: "Kind",
    cell: (space) => (space.kind === "partner" ? <Badge icon={Handshake}>Partner</Badge> : "Standard"),
  },
  {
    key: "sso",
    header: "SSO option",
    cell: (space) =>
      space.ssoSubscribed ? (
        <Badge tone="ok" icon={CircleCheck}>
          Subscribed
        </Badge>
      ) : (
        <Badge icon={CircleOff}>Not subscribed</Badge>
      ),
  },
  {
    key: "createdAt",
    header: "Created",
    sort: "createdAt",
    cell: (space) => <RelativeTime value={space.createdAt.toISOString()} />,
  },
];
