"use client";

import { LifeBuoy } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { roleWords } from "@/components/connections/words";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import { SelectAllBox, SelectBox } from "@/components/ui/select-box";
import { useSelection } from "@/components/ui/use-selection";
import { displayName } from "@/lib/model/people/person";
import type { UserView } from "@/lib/schemas/user";
import { PersonBadge } from "../../person-badge";
import { originWords, shortOriginWords } from "../../words";
import { BulkBar } from "./bulk-bar";
import { PersonCell } from "./person-cell";

interface PeopleTableProps {
  slug: string;
  people: readonly UserView[];
  query: ListQuery;
  path: string;
  /** How many match on all pages. */
  total: number;
  teams: readonly { id: string; name: string }[];
  empty: ReactNode;
}

/** One row per member, linked to their page, with a checkbox; what is done to the ticked ones is in the bar below. */
export function PeopleTable({ slug, people, query, path, total, teams, empty }: PeopleTableProps) {
  const selection = useSelection(people.map(({ id }) => id));
  const table = useRef<HTMLDivElement>(null);
  function handleDone() {
    selection.clear();
    // The bar and its button are gone, and the dialog returns the focus to nothing: the keyboard continues at the list.
    setTimeout(() => {
      const boxes = table.current?.querySelectorAll<HTMLElement>("[data-select]") ?? [];
      // The first belongs to narrow screens, and is hidden on others.
      [...boxes].find((box) => box.offsetParent !== null)?.focus();
    }, 50);
  }
  return (
    <div ref={table} className="space-y-4">
      {people.length > 0 && (
        <div className="-mb-2 flex min-h-11 items-center gap-3 px-4 md:hidden">
          <SelectAllBox selection={selection} label="Select everyone on this page" />
          <span aria-hidden>Everyone on this page</span>
        </div>
      )}
      <DataTable
        caption="Members of this space"
        columns={columnsWith(path)}
        rows={people}
        rowKey={(person) => person.id}
        query={query}
        path={path}
        empty={empty}
        lead={{
          header: <SelectAllBox selection={selection} label="Select everyone on this page" />,
          cell: (person) => <SelectBox id={person.id} label={displayName(person)} selection={selection} />,
        }}
      />
      <BulkBar
        slug={slug}
        selection={selection}
        query={query}
        total={total}
        teams={teams}
        onDone={handleDone}
      />
    </div>
  );
}

function columnsWith(path: string): Column<UserView>[] {
  return [
    {
      key: "name",
      header: "Name",
      sort: "name",
      cell: (person) => <PersonCell person={person} href={`${path}/${person.id}`} />,
    },
    {
      key: "role",
      header: "Role",
      sort: "role",
      cell: (person) => (
        <span className="inline-flex flex-wrap items-center gap-2 max-md:justify-end">
          {roleWords[person.role]}
          {person.isItAdministrator && (
            <Badge tone="accent" icon={LifeBuoy}>
              IT administrator
            </Badge>
          )}
        </span>
      ),
    },
    { key: "status", header: "Status", sort: "status", cell: (person) => <PersonBadge {...person} /> },
    {
      key: "origin",
      header: "Came in",
      cell: ({ origin }) => <span title={originWords[origin]}>{shortOriginWords[origin]}</span>,
    },
    { key: "signIn", header: "Signs in with", cell: waysOf },
    {
      key: "lastSignInAt",
      header: "Last sign-in",
      sort: "lastSignInAt",
      cell: (person) =>
        person.lastSignInAt ? (
          <RelativeTime value={person.lastSignInAt} />
        ) : (
          <span className="text-muted">Never</span>
        ),
    },
  ];
}

function waysOf(person: UserView): string {
  // Unknown before they accept: no password is not the same as unknown.
  if (person.status === "invited") return "–";
  if (person.ssoOnly) return "Single sign-on only";
  // Whoever has been here without a password has come through a connection.
  if (!person.hasPassword)
    return person.origin === "sso" || person.lastSignInAt !== null ? "Single sign-on" : "Nothing yet";
  return person.hasTwoFactor ? "Password and two-factor" : "Password";
}
