import { DataTable } from "@/components/ui/data-table";

/** The attributes of a test as received, several values beneath each other. */
export function AttributesTable({ attributes }: { attributes: Readonly<Record<string, readonly string[]>> }) {
  const rows = Object.entries(attributes).map(([name, values]) => ({ name, values }));
  if (rows.length === 0) return <p className="text-muted">The provider sent no attributes.</p>;
  return (
    <DataTable
      caption="Attributes as the provider sent them"
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        {
          key: "name",
          header: "Attribute",
          cell: ({ name }) => <span className="font-mono text-sm break-all">{name}</span>,
        },
        {
          key: "values",
          header: "Values",
          cell: ({ values }) => (
            <ul className="space-y-0.5">
              {values.map((value, index) => (
                // The provider's own order; values may repeat.
                // biome-ignore lint/suspicious/noArrayIndexKey: values have no id of their own
                <li key={index} className="[overflow-wrap:anywhere]">
                  {value}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
