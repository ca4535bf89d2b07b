"use client";

import { Search, UserCheck, UserMinus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import { SelectAllBox, SelectBox } from "@/components/ui/select-box";
import { useSelection } from "@/components/ui/use-selection";
import { counted } from "@/lib/model/text/counted";
import type { FedPersonView } from "@/lib/schemas/directory-views";
import type { FormAction } from "@/lib/schemas/form-state";

interface HeldFormProps {
  space: string;
  directoryId: string;
  called: string;
  /** While it is paused, nobody loses access by a confirmation. */
  isPaused: boolean;
  people: readonly FedPersonView[];
  /** All who are held, on every page. */
  held: number;
  /** The pages of the members, by id. */
  user: Readonly<Record<string, string>>;
  query: ListQuery;
  path: string;
  action: FormAction;
}

/** Held people with checkboxes; the buttons decide about those ticked, or about everybody if nobody is. */
export function HeldForm(props: HeldFormProps) {
  const { called, isPaused, people, held, user, query, path } = props;
  const selection = useSelection(people.map(({ id }) => id));
  const ticked = selection.ids.size;
  const columns: Column<FedPersonView>[] = [
    {
      key: "userName",
      header: "Person",
      sort: "userName",
      cell: ({ name, userName, userId }) => (
        <>
          {userId && user[userId] ? (
            <Link href={user[userId]} quiet>
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
      key: "since",
      header: "Held since",
      cell: ({ leftAt, updatedAt }) => <RelativeTime value={leftAt ?? updatedAt} />,
    },
    {
      key: "why",
      header: `In ${called}`,
      className: "md:w-1/3",
      cell: ({ isDeleted }) => (isDeleted ? "Deleted or unassigned" : "No longer active"),
    },
  ];
  return (
    <div className="space-y-4">
      {isPaused && (
        <Callout tone="warn" title="The directory is paused">
          Resume it first: until then nobody can lose access by it.
        </Callout>
      )}
      {people.length > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface p-4">
          <p aria-live="polite">
            {ticked === 0
              ? `Decide about all ${held.toLocaleString("en")}, or tick some.`
              : `${counted(ticked, "person is", "people are")} ticked.`}
          </p>
          <div className="flex flex-wrap gap-2">
            <Decide {...props} decision="reject" ids={[...selection.ids]} />
            <Decide {...props} decision="confirm" ids={[...selection.ids]} />
          </div>
        </div>
      )}
      <DataTable
        caption="People held by the brake"
        columns={columns}
        rows={people}
        rowKey={({ id }) => id}
        query={query}
        path={path}
        lead={{
          header: <SelectAllBox selection={selection} label="Select everyone on this page" />,
          cell: ({ id, name }) => <SelectBox id={id} label={name} selection={selection} />,
        }}
        empty={
          <EmptyState icon={Search} title="Nobody matches">
            Nobody who is held matches the search.
          </EmptyState>
        }
      />
    </div>
  );
}

function Decide(props: HeldFormProps & { decision: "confirm" | "reject"; ids: readonly string[] }) {
  const { space, directoryId, called, isPaused, held, action, decision, ids } = props;
  const number = ids.length === 0 ? held : ids.length;
  const isConfirm = decision === "confirm";
  const who = counted(number, "person", "people");
  return (
    <ConfirmDialog
      trigger={
        <Button
          variant={isConfirm ? "danger" : "secondary"}
          disabled={isPaused && isConfirm}
          icon={isConfirm ? <UserMinus aria-hidden /> : <UserCheck aria-hidden />}
        >
          {isConfirm ? "Confirm" : "Reject"}
          {ids.length === 0 ? " all" : ` ${ids.length}`}
        </Button>
      }
      title={isConfirm ? `End the access of ${who}?` : `Leave ${who} their access?`}
      {...(isConfirm
        ? {
            consequences: [
              `${who} ${number === 1 ? "loses" : "lose"} access now: sessions and tokens end, and licences become free.`,
              `Nothing of theirs is deleted. If ${called} sends them again, they come back.`,
            ],
          }
        : {
            effects: [
              `${who} ${number === 1 ? "keeps" : "keep"} access, although ${called} says that they have left.`,
              `Correct it in ${called}. What it says of them next counts again.`,
            ],
          })}
      confirmLabel={isConfirm ? "End access" : "Keep access"}
      pendingLabel="Deciding"
      tone={isConfirm ? "danger" : "primary"}
      action={action}
      fields={{
        space,
        directoryId,
        decision,
        ...(ids.length > 0 ? { payload: JSON.stringify({ people: ids }) } : {}),
      }}
    />
  );
}
