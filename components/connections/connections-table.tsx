import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { protocolTraits } from "@/lib/model/connections/protocol-traits";
import type { ConnectionRow } from "@/lib/schemas/sso-views";
import { ConnectionBadges } from "./state-badges";

interface ConnectionsTableProps {
  rows: readonly ConnectionRow[];
  query: ListQuery;
  path: string;
  /** The row's menu. */
  menu: (row: ConnectionRow) => ReactNode;
  empty: ReactNode;
}

/** The connectors of a space; the name leads to the connector's page. */
export function ConnectionsTable({ rows, query, path, menu, empty }: ConnectionsTableProps) {
  const columns: Column<ConnectionRow>[] = [
    {
      key: "name",
      header: "Name",
      sort: "name",
      className: "md:min-w-48",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-3">
          <ProviderMark provider={row.provider} />
          <span className="min-w-0">
            <Link href={`${path}/${row.id}`} quiet>
              {row.name}
            </Link>
            {row.providerName !== row.name && (
              <span className="block text-sm font-normal text-muted">{row.providerName}</span>
            )}
          </span>
        </span>
      ),
    },
    {
      key: "reference",
      header: "Reference",
      sort: "reference",
      className: "md:min-w-28",
      cell: (row) => <span className="font-mono text-sm break-all">{row.reference}</span>,
    },
    {
      key: "protocol",
      header: "Type",
      sort: "protocol",
      cell: (row) => <span className="whitespace-nowrap">{protocolTraits[row.protocol].name}</span>,
    },
    {
      key: "authenticationMethod",
      header: "Authentication method",
      headerWraps: true,
      cell: (row) => row.authenticationMethod ?? <NotForThisType />,
    },
    { key: "issuerUrl", header: "Issuer URL", cell: (row) => <Address value={row.issuerUrl} /> },
    { key: "endpoint", header: "Endpoint", cell: (row) => <Address value={row.endpoint} /> },
    {
      key: "identifierFormat",
      header: "Identifier format",
      headerWraps: true,
      cell: (row) => row.identifierFormat ?? <NotForThisType />,
    },
    {
      key: "status",
      header: "Status",
      sort: "status",
      cell: (row) => <ConnectionBadges state={row.state} hasNewer={row.hasDraftBesideLive} />,
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
      caption="Connectors"
      wide
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      query={query}
      path={path}
      empty={empty}
    />
  );
}

/** An address in a narrow column: cut, whole on hover and to screen readers. */
function Address({ value }: { value: string | null }) {
  if (value === null) return <NotForThisType />;
  return (
    <span
      title={value}
      className="block max-w-28 truncate font-mono text-sm 2xl:max-w-44 max-md:max-w-none max-md:break-all"
    >
      {value.replace(/^https:\/\//, "")}
    </span>
  );
}

function NotForThisType() {
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">None</span>
    </span>
  );
}
