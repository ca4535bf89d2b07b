import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SignInLine } from "@/lib/features/sign-in/sign-in-log";
import { OutcomeBadge } from "./outcome-badge";

interface SignInsTableProps {
  rows: readonly SignInLine[];
  query: ListQuery;
  path: string;
  /** The page of one attempt. */
  hrefOf: (id: string) => string;
  empty: ReactNode;
}

/** One row per attempt; its name is linked to the details. */
export function SignInsTable({ rows, query, path, hrefOf, empty }: SignInsTableProps) {
  return (
    <DataTable
      caption="Sign-in log"
      columns={columnsWith(hrefOf)}
      rows={rows}
      rowKey={({ id }) => id}
      query={query}
      path={path}
      empty={empty}
    />
  );
}

function columnsWith(hrefOf: (id: string) => string): Column<SignInLine>[] {
  return [
    {
      key: "email",
      header: "Person",
      className: "md:min-w-56",
      sort: "email",
      cell: ({ id, email }) => <Link href={hrefOf(id)}>{email ?? "Unknown"}</Link>,
    },
    {
      key: "status",
      header: "Outcome",
      sort: "status",
      cell: ({ status, refusalCode, causeSentence }) => (
        <>
          <OutcomeBadge status={status} refusalCode={refusalCode} />
          {causeSentence && <span className="mt-1 block text-sm text-muted">{causeSentence}</span>}
        </>
      ),
    },
    {
      key: "connection",
      header: "Connection",
      sort: "connectionName",
      className: "[overflow-wrap:anywhere]",
      cell: ({ connection }) => connection.name,
    },
    {
      key: "createdAt",
      header: "When",
      sort: "createdAt",
      cell: ({ createdAt }) => <RelativeTime value={createdAt} />,
    },
  ];
}
