import { Plug } from "lucide-react";
import { ConnectDialog } from "@/components/connections/connect-dialog";
import { StateBadge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { ProviderMark } from "@/components/ui/provider-mark";
import { SearchableList } from "@/components/ui/searchable-list";
import { Section } from "@/components/ui/section";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { LinkedConnection, OrganizationDetails } from "@/lib/schemas/organization";
import type { ImpactNumbers } from "@/lib/schemas/sso-views";
import { spacePaths } from "@/lib/server/http/navigation";
import { connectAction } from "../actions";

interface LinkedConnectionsProps {
  slug: string;
  details: OrganizationDetails;
  query: ListQuery;
  numbers: ImpactNumbers;
  subscribed: boolean;
}

/** The live connections of a linked organization, each with the button that connects it to this space. */
export function LinkedConnections({ slug, details, query, numbers, subscribed }: LinkedConnectionsProps) {
  const path = spacePaths(slug).organization(details.id);
  return (
    <Section
      title="Connections"
      description="Live connections of this organization. Each one that you connect lets people sign in here, under this space's own rules."
    >
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search connections"
        found={details.connections}
        noun={["connection", "connections"]}
      >
        <DataTable
          caption="Connections"
          rows={details.connections.rows}
          rowKey={(connection) => connection.id}
          columns={columnsFor(slug, numbers, subscribed)}
          query={query}
          path={path}
          empty={
            <EmptyState icon={Plug} title={query.q ? "No connection matches" : "None is live yet"}>
              {query.q
                ? "No connection of this organization matches the search."
                : "Once the other space has activated one, you can connect it here."}
            </EmptyState>
          }
        />
      </SearchableList>
    </Section>
  );
}

function columnsFor(slug: string, numbers: ImpactNumbers, subscribed: boolean): Column<LinkedConnection>[] {
  const page = (id: string) => `${spacePaths(slug).sso}/${id}`;
  return [
    {
      key: "name",
      header: "Connection",
      sort: "name",
      cell: (one) => (
        <span className="flex items-center gap-2.5">
          <ProviderMark provider={one.provider} name={one.name} />
          {one.statusHere ? (
            <Link href={page(one.id)} quiet>
              {one.name}
            </Link>
          ) : (
            one.name
          )}
        </span>
      ),
    },
    { key: "protocol", header: "Type", cell: (one) => protocolTraits[one.protocol].name },
    {
      key: "here",
      header: "In this space",
      cell: (one) =>
        one.statusHere ? (
          <StateBadge state={one.statusHere} />
        ) : (
          <span className="text-muted">Not connected</span>
        ),
    },
    {
      key: "connect",
      header: "Connect",
      headerHidden: true,
      align: "end",
      cell: (one) =>
        subscribed &&
        !one.statusHere && (
          <ConnectDialog space={slug} connection={one} numbers={numbers} action={connectAction} />
        ),
    },
  ];
}
