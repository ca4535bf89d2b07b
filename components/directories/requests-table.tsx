import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import type { RequestRowView } from "@/lib/schemas/directory-views";
import { Explained } from "./explained";
import { RequestOutcome } from "./outcome-badge";

interface RequestsTableProps {
  rows: readonly RequestRowView[];
  called: string;
  href: (id: string) => string;
  query: ListQuery;
  path: string;
  empty: ReactNode;
}

/** The request log: each request in words first, and as it was sent beneath. */
export function RequestsTable({ rows, called, href, query, path, empty }: RequestsTableProps) {
  const columns: Column<RequestRowView>[] = [
    {
      key: "says",
      header: "Request",
      className: "md:w-2/5",
      cell: ({ id, says, method, path: asked, isReplay }) => (
        <>
          <Link href={href(id)} quiet>
            {says}
          </Link>
          <span className="block truncate font-mono text-sm font-normal text-muted md:max-w-96" title={asked}>
            {method} {asked}
          </span>
          {isReplay && (
            <span className="block text-sm font-normal text-muted">Replayed by an administrator</span>
          )}
        </>
      ),
    },
    {
      key: "outcome",
      header: "Outcome",
      cell: (row) => (
        <>
          <RequestOutcome {...row} />
          {row.wasReplayed && <span className="block text-sm text-muted">Replayed since</span>}
        </>
      ),
    },
    {
      key: "why",
      header: "What changed, or why not",
      className: "md:w-1/3",
      isProse: true,
      cell: ({ explanation, changed }) =>
        explanation ? (
          <Explained {...explanation} called={called} />
        ) : changed.length > 0 ? (
          <span className="block [overflow-wrap:anywhere]">{changed.join("; ")}</span>
        ) : (
          <span className="text-muted">–</span>
        ),
    },
    { key: "at", header: "When", sort: "at", cell: ({ at }) => <RelativeTime value={at} /> },
  ];
  return (
    <DataTable
      caption="Requests of the directory"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      query={query}
      path={path}
      empty={empty}
    />
  );
}
