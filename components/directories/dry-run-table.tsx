"use client";

import { Download, Search } from "lucide-react";
import { useMemo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-classes";
import { controlClasses } from "@/components/ui/control-classes";
import { cx } from "@/components/ui/cx";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { SelectControl } from "@/components/ui/select-control";
import {
  type DryRunKind,
  dryRunKinds,
  type ToldPerson,
  tellDryRun,
} from "@/lib/model/directories/dry-run-words";
import { counted } from "@/lib/model/text/counted";
import type { DryRunRowView } from "@/lib/schemas/directory-views";
import { kindWords, matchedByWords } from "./dry-run-words";
import { Explained } from "./explained";

interface DryRunTableProps {
  rows: readonly DryRunRowView[];
  /** The provider, in the middle of a sentence. */
  called: string;
  /** The same as a file. */
  download: string;
  /** Shows one kind only, from the address. */
  initialKind: DryRunKind | null;
}

type Told = DryRunRowView & { told: ToldPerson };
const pageSize = 25;

/**
 * What activation would do, person by person, those to look at first. It is searched in the browser: working it out
 * again for each letter would ask the database for everybody each time.
 */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function DryRunTable({ rows, called, download, initialKind }: DryRunTableProps) {
  const [words, setWords] = useState("");
  const [kind, setKind] = useState<DryRunKind | null>(initialKind);
  const [page, setPage] = useState(1);
  // Once, not again for each letter: there may be thousands.
  const all = useMemo(
    () => rows.map((row): Told => ({ ...row, told: tellDryRun(row) })).toSorted(byUrgency),
    [rows],
  );
  const wanted = words.trim().toLowerCase();
  const found = all.filter(
    ({ told, userName, users }) =>
      (kind === null || told.kind === kind) &&
      (wanted === "" || [userName, ...users].some((name) => name.toLowerCase().includes(wanted))),
  );
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const at = Math.min(page, pages);
  const shown = found.slice((at - 1) * pageSize, at * pageSize);

  function handleKind(value: string) {
    const next = dryRunKinds.find((one) => one === value) ?? null;
    setKind(next);
    setPage(1);
    // So that a reload, or a colleague with the address, sees the same.
    const address = new URL(window.location.href);
    if (next) address.searchParams.set("kind", next);
    else address.searchParams.delete("kind");
    window.history.replaceState(null, "", address);
  }

  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <search className="flex min-w-0 flex-1 flex-wrap items-center gap-2 max-sm:basis-full">
          <div className="relative min-w-52 flex-1 max-sm:basis-full sm:max-w-72">
            <Search
              aria-hidden
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
            />
            <input
              type="search"
              aria-label="Search by name or address"
              placeholder="Search by name or address"
              value={words}
              onChange={(event) => {
                setWords(event.currentTarget.value);
                setPage(1);
              }}
              className={cx(controlClasses, "pl-9 text-ellipsis")}
            />
          </div>
          <div className="relative max-sm:flex-1 sm:max-w-60">
            <SelectControl
              aria-label="What happens"
              value={kind ?? ""}
              onChange={(event) => handleKind(event.currentTarget.value)}
            >
              <option value="">What happens: all</option>
              {dryRunKinds.map((one) => (
                <option key={one} value={one}>
                  {kindWords[one].word}
                </option>
              ))}
            </SelectControl>
          </div>
        </search>
        <a href={download} download className={buttonClasses("secondary", "medium")}>
          <Download aria-hidden />
          Download CSV
        </a>
      </div>
      <p role="status" className="text-sm text-muted">
        {counted(found.length, "person", "people")}
      </p>
      <DataTable
        caption="What activation does, person by person"
        columns={columnsFor(called)}
        rows={shown}
        rowKey={({ personId }) => personId}
        empty={
          <EmptyState icon={Search} title="Nobody matches">
            Nobody in the directory matches the search and the filter.
          </EmptyState>
        }
      />
      {pages > 1 && (
        <nav aria-label="Pages of people" className="flex flex-wrap items-center justify-between gap-3">
          <p className="tabular text-sm text-muted">
            {(at - 1) * pageSize + 1}–{Math.min(found.length, at * pageSize)} of {found.length}
          </p>
          <div className="flex gap-2">
            {at > 1 && (
              <Button size="small" onClick={() => setPage(at - 1)}>
                Previous
              </Button>
            )}
            {at < pages && (
              <Button size="small" onClick={() => setPage(at + 1)}>
                Next
              </Button>
            )}
          </div>
        </nav>
      )}
    </div>
  );
}

function byUrgency(a: Told, b: Told): number {
  const order = dryRunKinds.indexOf(a.told.kind) - dryRunKinds.indexOf(b.told.kind);
  return order || a.userName.localeCompare(b.userName, "en");
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
    cell: ({ told: { says, fix, fixedBy } }) =>
      fix ? <Explained cause={says} fix={fix} fixedBy={fixedBy} called={called} /> : says,
  },
];
