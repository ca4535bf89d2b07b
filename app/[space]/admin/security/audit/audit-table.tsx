import type { ReactNode } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import { withTimes } from "@/components/ui/with-times";
import type { ActorKind } from "@/lib/model/audit/audit";
import { settingsDifference } from "@/lib/model/connections/settings-difference";
import type { AuditEventView } from "@/lib/schemas/audit";
import { actionWords } from "./action-words";
import { directoryDetails } from "./directory-details";

interface AuditTableProps {
  events: readonly AuditEventView[];
  query: ListQuery;
  path: string;
  empty: ReactNode;
}

const actorWords: Record<ActorKind, string> = {
  user: "Person",
  account: "Account",
  operator: "Operator",
  system: "Gatehouse",
  command_line: "Command line",
  setup_link: "Setup link",
  anonymous: "Not signed in",
};

/** One row per event; the changes unfold beneath. */
export function AuditTable({ events, query, path, empty }: AuditTableProps) {
  return (
    <DataTable
      caption="Audit log"
      columns={columns}
      rows={events}
      rowKey={(event) => event.id}
      query={query}
      path={path}
      empty={empty}
    />
  );
}

const columns: Column<AuditEventView>[] = [
  {
    key: "action",
    header: "Event",
    cell: (event) => (
      <>
        {actionWords[event.action] ?? event.action}
        <Details event={event} />
      </>
    ),
  },
  {
    key: "actor",
    header: "By",
    cell: (event) => (
      <>
        {event.actor.name ?? actorWords[event.actor.kind as ActorKind] ?? event.actor.kind}
        {event.actor.name !== null && event.actor.kind !== "user" && (
          <span className="block text-sm text-muted">{actorWords[event.actor.kind as ActorKind]}</span>
        )}
      </>
    ),
  },
  {
    key: "target",
    header: "On",
    className: "[overflow-wrap:anywhere] md:min-w-44",
    cell: (event) => event.target?.name ?? event.target?.id ?? "–",
  },
  { key: "address", header: "From", cell: (event) => event.actor.address ?? "–" },
  { key: "at", header: "When", sort: "at", cell: (event) => <RelativeTime value={event.at} /> },
];

/** The recorded details: old and new values, and the rest as names and values. */
function Details({ event }: { event: AuditEventView }) {
  const { before, after, ...rest } = event.details;
  const compared = isRecord(before) && isRecord(after);
  const changes = compared ? settingsDifference(before, after) : [];
  const others = Object.entries(compared ? rest : event.details).filter(([, value]) => value !== null);
  if (changes.length === 0 && others.length === 0) return null;
  if (event.action.startsWith("directory."))
    return (
      <details className="max-w-xl text-sm font-normal text-muted">
        <summary className="w-fit cursor-pointer max-md:py-2">Details</summary>
        <dl className="mt-1 space-y-0.5">
          {directoryDetails(event.details).map(({ label, value }) => (
            <div key={label} className="flex flex-wrap gap-x-2">
              <dt>{label}</dt>
              <dd className="min-w-0 [overflow-wrap:anywhere]">{withTimes(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
    );
  return (
    <details className="max-w-xl text-sm font-normal text-muted">
      <summary className="w-fit cursor-pointer max-md:py-2">Details</summary>
      <dl className="mt-1 space-y-0.5">
        {changes.map(({ field, label, before: was, after: is }) => (
          <div key={field} className="flex flex-wrap gap-x-2">
            <dt>{label}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">
              {was ?? "nothing"} → {is ?? "nothing"}
            </dd>
          </div>
        ))}
        {others.map(([name, value]) => (
          <div key={name} className="flex flex-wrap gap-x-2">
            <dt>{name}</dt>
            <dd className="min-w-0 font-mono [overflow-wrap:anywhere]">
              {typeof value === "string" ? value : JSON.stringify(value)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
