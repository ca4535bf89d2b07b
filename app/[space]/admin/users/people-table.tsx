import { LifeBuoy } from "lucide-react";
import type { ReactNode } from "react";
import { roleWords } from "@/components/connections/words";
import { Badge, StateBadge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserView } from "@/lib/schemas/user";

interface PeopleTableProps {
  people: readonly UserView[];
  query: ListQuery;
  path: string;
  empty: ReactNode;
}

/** One row per person; the name is linked to the card. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function PeopleTable({ people, query, path, empty }: PeopleTableProps) {
  const columns: Column<UserView>[] = [
    {
      key: "name",
      header: "Name",
      sort: "name",
      cell: (person) => (
        <>
          <Link href={`${path}/${person.id}`} quiet>
            {nameOf(person)}
          </Link>
          {nameOf(person) !== person.email && (
            <span className="block text-sm font-normal text-muted">{person.email}</span>
          )}
        </>
      ),
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
    {
      key: "status",
      header: "Status",
      sort: "status",
      cell: (person) => <StateBadge state={person.status} />,
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
  return (
    <DataTable
      caption="People of this space"
      columns={columns}
      rows={people}
      rowKey={(person) => person.id}
      query={query}
      path={path}
      empty={empty}
    />
  );
}

/** The name to show: first and last, else the address. */
export function nameOf(person: Pick<UserView, "firstName" | "lastName" | "email">): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email;
}

function waysOf(person: UserView): string {
  // Unknown before they accept: no password is not the same as unknown.
  if (person.status === "invited") return "–";
  if (person.ssoOnly) return "Single sign-on only";
  if (!person.hasPassword) return person.origin === "sso" ? "Single sign-on" : "No password yet";
  return person.hasTwoFactor ? "Password and two-factor" : "Password";
}
