import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { type ToldPerson, tellDryRun } from "@/lib/model/directories/dry-run-words";
import type { ReviewedRow } from "@/lib/model/directories/review";
import { kindWords, matchedByWords } from "./dry-run-words";
import { Explained } from "./explained";

interface DryRunTableProps {
  rows: readonly ReviewedRow[];
  /** The provider, in the middle of a sentence. */
  called: string;
  empty: ReactNode;
}

type Told = ReviewedRow & { told: ToldPerson };

/** What activation would do, person by person. */
export function DryRunTable({ rows, called, empty }: DryRunTableProps) {
  return (
    <DataTable
      caption="What activation does, person by person"
      columns={columnsFor(called)}
      rows={rows.map((row): Told => ({ ...row, told: tellDryRun(row) }))}
      rowKey={({ personId }) => personId}
      empty={empty}
    />
  );
}

const columnsFor = (called: string): Column<Told>[] => [
  {
    key: "person",
    header: "Person",
    cell: ({ userName, users, matchedBy }) => (
      <>
        {userName}
        {users
          .filter((email) => email.toLowerCase() !== userName.toLowerCase())
          .map((email) => (
            <span key={email} className="block text-sm font-normal text-muted">
              {email}
            </span>
          ))}
        {matchedBy && (
          <span className="block text-sm font-normal text-muted">{matchedByWords[matchedBy]}</span>
        )}
      </>
    ),
  },
  {
    key: "kind",
    header: "What happens",
    cell: ({ told: { kind } }) => (
      <Badge tone={kindWords[kind].tone} icon={kindWords[kind].icon}>
        {kindWords[kind].word}
      </Badge>
    ),
  },
  {
    key: "why",
    header: "Why, and what to do",
    className: "md:w-1/2",
    isProse: true,
    cell: ({ told: { says, fix, fixedBy } }) =>
      fix ? <Explained cause={says} fix={fix} fixedBy={fixedBy} called={called} /> : says,
  },
];
