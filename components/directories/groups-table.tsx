import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import type { GroupRowView } from "@/lib/schemas/directory-views";
import { GivesCell } from "./gives-cell";

interface GroupsTableProps {
  rows: readonly GroupRowView[];
  href: (id: string) => string;
  query: ListQuery;
  path: string;
  empty: ReactNode;
}

/** The groups of a directory, with what each gives. */
export function GroupsTable({ rows, href, query, path, empty }: GroupsTableProps) {
  const columns: Column<GroupRowView>[] = [
    {
      key: "displayName",
      header: "Group",
      sort: "displayName",
      cell: ({ id, name }) => (
        <Link href={href(id)} quiet>
          {name}
        </Link>
      ),
    },
    {
      key: "members",
      header: "Members",
      align: "end",
      cell: ({ members }) => <span className="tabular">{members.toLocaleString("en")}</span>,
    },
    {
      key: "gives",
      header: "Gives",
      className: "md:w-2/5",
      cell: ({ gives }) => <GivesCell gives={gives} />,
    },
    { key: "updatedAt", header: "Changed", cell: ({ updatedAt }) => <RelativeTime value={updatedAt} /> },
  ];
  return (
    <DataTable
      caption="Groups of the directory"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      query={query}
      path={path}
      empty={empty}
    />
  );
}
