import { VersionBadge } from "@/components/connections/state-badges";
import { StateBadge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { listOptionVersions, listVersions } from "@/lib/features/connections/list-versions";
import type { OptionVersionView, VersionHistoryView } from "@/lib/schemas/versions";
import type { MemberContext } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { restoreOptionAction, rollBackAction } from "./history-actions";

interface HistoryProps {
  ctx: MemberContext;
  connectionId: string;
  /** Whether this space may change the connection and its option. */
  editable: boolean;
}

// The words stay on one line.
const versionWords = (version: number) => `Version\u00a0${version}`;
const none = <span className="text-muted">–</span>;
const moment = (at: string | null) => (at ? <RelativeTime value={at} /> : none);

/** The history of the settings, with the changes of each version, and a button to restore one. */
export async function History({ ctx, connectionId, editable }: HistoryProps) {
  const deps = await dependencies();
  const versions = await listVersions(deps, ctx, connectionId);
  const options = await listOptionVersions(deps, ctx, connectionId);
  const fields = { space: ctx.space.slug, connectionId };
  return (
    <>
      {versions.ok && versions.value.length > 0 && (
        <Versions versions={versions.value} fields={fields} editable={editable} />
      )}
      {options.ok && options.value.length > 0 && (
        <OptionVersions versions={options.value} fields={fields} editable={editable} />
      )}
    </>
  );
}

type AnyVersion = VersionHistoryView | OptionVersionView;

const versionColumn: Column<AnyVersion> = {
  key: "version",
  header: "Version",
  cell: (row) => (
    <>
      {versionWords(row.version)}
      <Differences of={row} />
    </>
  ),
};

const savedColumns: Column<AnyVersion>[] = [
  { key: "saved", header: "Saved", cell: (row) => moment(row.createdAt) },
  { key: "by", header: "By", cell: (row) => row.createdBy ?? none },
];

interface TableProps<T> {
  versions: readonly T[];
  fields: Record<string, string>;
  editable: boolean;
}

function Versions({ versions, fields, editable }: TableProps<VersionHistoryView>) {
  const live = versions.find(({ state }) => state === "live");
  const columns: Column<VersionHistoryView>[] = [
    versionColumn,
    { key: "state", header: "State", cell: (row) => <VersionBadge state={row.state} /> },
    ...savedColumns,
    { key: "tested", header: "Passed its test", cell: (row) => moment(row.testedAt) },
    { key: "live", header: "Went live", cell: (row) => moment(row.wentLiveAt) },
    {
      key: "action",
      header: "Action",
      headerHidden: true,
      align: "end",
      cell: (row) =>
        editable &&
        row.canRollBack && (
          <ConfirmDialog
            trigger={
              <Button size="small" aria-label={`Roll back to version ${row.version}`}>
                Roll back
              </Button>
            }
            title={`Roll back to version ${row.version}?`}
            consequences={[
              `Version ${row.version} is used for every sign-in that starts from now on${live ? `, instead of version ${live.version}` : ""}.`,
              "Nobody is signed out, and a draft does not change.",
            ]}
            confirmLabel="Roll back"
            pendingLabel="Rolling back"
            tone="primary"
            action={rollBackAction}
            fields={{ ...fields, version: String(row.version) }}
          />
        ),
    },
  ];
  return (
    <Section title="Versions" description="A version never changes. An edit creates a new one.">
      <DataTable
        caption="Versions, newest first"
        columns={columns}
        rows={versions}
        rowKey={(row) => row.id}
      />
    </Section>
  );
}

function OptionVersions({ versions, fields, editable }: TableProps<OptionVersionView>) {
  const columns: Column<OptionVersionView>[] = [
    versionColumn,
    {
      key: "state",
      header: "State",
      cell: (row) => (row.current ? <StateBadge state="active">In use</StateBadge> : none),
    },
    ...savedColumns,
    {
      key: "action",
      header: "Action",
      headerHidden: true,
      align: "end",
      cell: (row) =>
        editable &&
        !row.current && (
          <ConfirmDialog
            trigger={
              <Button size="small" aria-label={`Restore version ${row.version} of the people settings`}>
                Restore
              </Button>
            }
            title={`Restore version ${row.version}?`}
            consequences={[
              "From the next sign-in on, attribute names, rules and provisioning are the same as in this version.",
              "The current settings stay in this list.",
            ]}
            confirmLabel="Restore"
            pendingLabel="Restoring"
            tone="primary"
            action={restoreOptionAction}
            fields={{ ...fields, version: String(row.version) }}
          />
        ),
    },
  ];
  return (
    <Section title="Earlier people settings" description="Attribute names, role rules and provisioning.">
      <DataTable
        caption="Versions of the people settings, newest first"
        columns={columns}
        rows={versions}
        rowKey={(row) => row.id}
      />
    </Section>
  );
}

/** What a version changed from the one before it. */
function Differences({ of }: { of: Pick<VersionHistoryView, "differences" | "comparedWith"> }) {
  if (of.differences.length === 0) return null;
  return (
    <details className="text-sm font-normal text-muted">
      <summary className="w-fit cursor-pointer max-md:py-2">Changes since version {of.comparedWith}</summary>
      <dl className="mt-1 space-y-1">
        {of.differences.map(({ field, label, before, after }) => (
          <div key={field}>
            <dt className="font-medium">{label}</dt>
            <dd className="[overflow-wrap:anywhere]">
              {before ?? "nothing"} → {after ?? "nothing"}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
