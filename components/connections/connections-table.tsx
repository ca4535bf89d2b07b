import type { ReactNode } from "react";
import { Sparkline } from "@/components/charts/sparkline";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { SignInStatistics } from "@/lib/model/sign-in/daily-counts";
import type { ConnectionRow } from "@/lib/schemas/sso-views";
import { ConnectionBadges } from "./state-badges";

interface ConnectionsTableProps {
  rows: readonly ConnectionRow[];
  query: ListQuery;
  path: string;
  /** The last month of the row's sign-ins. */
  signIns: (row: ConnectionRow) => SignInStatistics;
  /** The row's menu. */
  menu: (row: ConnectionRow) => ReactNode;
  empty: ReactNode;
}

/** The connections of a space, with the facts for a decision. The rest is on the page linked from the name. */
export function ConnectionsTable({ rows, query, path, signIns, menu, empty }: ConnectionsTableProps) {
  const columns: Column<ConnectionRow>[] = [
    {
      key: "name",
      header: "Name",
      sort: "name",
      className: "md:min-w-48",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-3">
          <ProviderMark provider={row.provider} name={row.name} />
          <span className="min-w-0">
            <Link href={`${path}/${row.id}`} quiet>
              {row.name}
            </Link>
            <span className="block text-sm font-normal text-muted">
              {row.providerName !== row.name && row.providerName}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: "protocol",
      header: "Protocol",
      sort: "protocol",
      cell: (row) => <span className="whitespace-nowrap">{protocolTraits[row.protocol].name}</span>,
    },
    {
      key: "status",
      header: "Status",
      sort: "status",
      cell: (row) => <ConnectionBadges state={row.state} hasNewer={row.hasDraftBesideLive} />,
    },
    {
      key: "signIns",
      header: "Sign-ins, 30 days",
      cell: (row) => <Sparkline {...signIns(row)} />,
    },
    {
      key: "lastUsedAt",
      header: "Last used",
      sort: "lastUsedAt",
      cell: (row) =>
        row.lastUsedAt ? <RelativeTime value={row.lastUsedAt} /> : <span className="text-muted">Never</span>,
    },
    { key: "menu", header: "Actions", headerHidden: true, align: "end", cell: menu },
  ];
  return (
    <DataTable
      caption="Connections"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      query={query}
      path={path}
      empty={empty}
    />
  );
}
