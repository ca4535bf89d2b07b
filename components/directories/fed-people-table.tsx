import { CircleOff } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FedPersonView } from "@/lib/schemas/directory-views";
import { Explained } from "./explained";
import { feedLooks } from "./words";

interface FedPeopleTableProps {
  rows: readonly FedPersonView[];
  called: string;
  /** The directory has been activated: what became of people means something. */
  isApplied: boolean;
  /** The page of a member. */
  user: (userId: string) => string;
  /** The requests about somebody. */
  requests: (userName: string) => string;
  query: ListQuery;
  path: string;
  empty: ReactNode;
}

/** The people of a directory, with what became of each and why. */
export function FedPeopleTable(props: FedPeopleTableProps) {
  const { rows, called, isApplied, user, requests, query, path, empty } = props;
  const columns: Column<FedPersonView>[] = [
    {
      key: "userName",
      header: "Person",
      sort: "userName",
      cell: ({ name, userName, userId }) => (
        <>
          {userId ? (
            <Link href={user(userId)} quiet>
              {name}
            </Link>
          ) : (
            name
          )}
          {name !== userName && <span className="block text-sm font-normal text-muted">{userName}</span>}
        </>
      ),
    },
    {
      key: "state",
      header: "State",
      cell: ({ state, active }) => (
        <span className="inline-flex flex-wrap gap-1.5 max-md:justify-end">
          {(isApplied || state !== "waiting") && (active || state !== "applied") && (
            <Badge tone={feedLooks[state].tone} icon={feedLooks[state].icon}>
              {feedLooks[state].word}
            </Badge>
          )}
          {!active && <Badge icon={CircleOff}>Has left</Badge>}
          {!isApplied && active && state === "waiting" && "Waits for activation"}
        </span>
      ),
    },
    {
      key: "why",
      header: "Why, and what to do",
      className: "md:w-2/5",
      isProse: true,
      cell: ({ explanation }) =>
        explanation ? <Explained {...explanation} called={called} /> : <span className="text-muted">–</span>,
    },
    {
      key: "updatedAt",
      header: "Changed",
      cell: ({ updatedAt, userName, name }) => (
        <>
          <RelativeTime value={updatedAt} />
          <span className="block text-sm">
            <Link href={requests(userName)}>
              Requests<span className="sr-only"> about {name}</span>
            </Link>
          </span>
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption="People of the directory"
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      query={query}
      path={path}
      empty={empty}
    />
  );
}
