import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { ProviderMark } from "@/components/ui/provider-mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { directoryGuides } from "@/lib/protocols/providers/directories/catalogue";
import type { DirectoryRowView } from "@/lib/schemas/directory-views";
import { DirectoryBadge } from "./status-badge";
import { alertLooks, feedLooks } from "./words";

interface DirectoriesTableProps {
  rows: readonly DirectoryRowView[];
  href: (id: string) => string;
}

/** The directories of a space, with the facts for a decision. */
export function DirectoriesTable({ rows, href }: DirectoriesTableProps) {
  const columns: Column<DirectoryRowView>[] = [
    {
      key: "name",
      header: "Name",
      cell: ({ id, name, provider }) => (
        <span className="flex min-w-0 items-center gap-3">
          <ProviderMark provider={provider} name={name} />
          <span className="min-w-0">
            <Link href={href(id)} quiet>
              {name}
            </Link>
            <span className="block text-sm font-normal text-muted">
              {directoryGuides[provider].name !== name && directoryGuides[provider].name}
            </span>
          </span>
        </span>
      ),
    },
    {
      key: "status",
      header: "Status",
      cell: ({ status, alert, held }) => (
        <span className="inline-flex flex-wrap gap-1.5 max-md:justify-end">
          <DirectoryBadge status={status} />
          {alert && (
            <Badge tone={alertLooks[alert].tone} icon={alertLooks[alert].icon}>
              {alertLooks[alert].word}
            </Badge>
          )}
          {held > 0 && (
            <Badge tone={feedLooks.held.tone} icon={feedLooks.held.icon}>
              {held.toLocaleString("en")} held
            </Badge>
          )}
        </span>
      ),
    },
    {
      key: "people",
      header: "People",
      align: "end",
      cell: ({ people }) => <span className="tabular">{people.toLocaleString("en")}</span>,
    },
    {
      key: "groups",
      header: "Groups",
      align: "end",
      cell: ({ groups }) => <span className="tabular">{groups.toLocaleString("en")}</span>,
    },
    {
      key: "lastRequestAt",
      header: "Last request",
      cell: ({ lastRequestAt }) =>
        lastRequestAt ? <RelativeTime value={lastRequestAt} /> : <span className="text-muted">None yet</span>,
    },
  ];
  return <DataTable caption="Directories" columns={columns} rows={rows} rowKey={({ id }) => id} />;
}
