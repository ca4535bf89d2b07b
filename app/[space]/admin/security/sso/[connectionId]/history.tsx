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

type Entry =
  | { kind: "settings"; version: VersionHistoryView }
  | { kind: "people"; version: OptionVersionView };

interface RowProps<T> {
  version: T;
  fields: Record<string, string>;
}

// The words stay on one line.
const versionWords = (version: number) => `Version\u00a0${version}`;
const none = <span className="text-muted">–</span>;
const moment = (at: string | null) => (at ? <RelativeTime value={at} /> : none);

/** Every version of the provider's values and of people and roles, newest first, each with its changes and a way back. */
export async function History({ ctx, connectionId, editable }: HistoryProps) {
  const deps = await dependencies();
  const versions = await listVersions(deps, ctx, connectionId);
  const options = await listOptionVersions(deps, ctx, connectionId);
  const entries: Entry[] = [
    ...(versions.ok ? versions.value : []).map((version): Entry => ({ kind: "settings", version })),
    ...(options.ok ? options.value : []).map((version): Entry => ({ kind: "people", version })),
  ].toSorted((a, b) => b.version.createdAt.localeCompare(a.version.createdAt));
  const live = versions.ok ? versions.value.find(({ state }) => state === "live") : undefined;
  const fields = { space: ctx.space.slug, connectionId };
  return (
    <Section
      title="Versions"
      description="A version never changes. An edit creates a new one, and an earlier one can be put back."
    >
      <DataTable
        caption="Versions, newest first"
        columns={columnsOf(editable, fields, live)}
        rows={entries}
        rowKey={({ version }) => version.id}
        empty={<p className="text-muted">Nothing has been saved yet.</p>}
      />
    </Section>
  );
}

function columnsOf(
  editable: boolean,
  fields: Record<string, string>,
  live: VersionHistoryView | undefined,
): Column<Entry>[] {
  return [
    {
      key: "version",
      header: "Version",
      cell: ({ kind, version }) => (
        <>
          {versionWords(version.version)}
          <span className="font-normal text-muted">
            {kind === "settings" ? " of the provider's values" : " of people and roles"}
          </span>
          <Differences of={version} />
        </>
      ),
    },
    {
      key: "state",
      header: "State",
      cell: (entry) =>
        entry.kind === "settings" ? (
          <VersionBadge state={entry.version.state} />
        ) : entry.version.current ? (
          <StateBadge state="active">In use</StateBadge>
        ) : (
          none
        ),
    },
    { key: "saved", header: "Saved", cell: ({ version }) => moment(version.createdAt) },
    { key: "by", header: "By", cell: ({ version }) => version.createdBy ?? none },
    {
      key: "tested",
      header: "Passed its test",
      cell: (entry) => (entry.kind === "settings" ? moment(entry.version.testedAt) : none),
    },
    {
      key: "live",
      header: "Went live",
      cell: (entry) => (entry.kind === "settings" ? moment(entry.version.wentLiveAt) : none),
    },
    {
      key: "action",
      header: "Action",
      headerHidden: true,
      align: "end",
      cell: (entry) => {
        if (!editable) return null;
        if (entry.kind === "people")
          return !entry.version.current && <Restore version={entry.version} fields={fields} />;
        return entry.version.canRollBack && <RollBack version={entry.version} fields={fields} live={live} />;
      },
    },
  ];
}

function RollBack({
  version: { version },
  fields,
  live,
}: RowProps<VersionHistoryView> & { live: VersionHistoryView | undefined }) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" aria-label={`Roll back to version ${version}`}>
          Roll back
        </Button>
      }
      title={`Roll back to version ${version}?`}
      consequences={[
        `Version ${version} is used for every sign-in that starts from now on${live ? `, instead of version ${live.version}` : ""}.`,
        "Nobody is signed out, and a draft does not change.",
      ]}
      confirmLabel="Roll back"
      pendingLabel="Rolling back"
      tone="primary"
      action={rollBackAction}
      fields={{ ...fields, version: String(version) }}
    />
  );
}

function Restore({ version: { version }, fields }: RowProps<OptionVersionView>) {
  return (
    <ConfirmDialog
      trigger={
        <Button size="small" aria-label={`Restore version ${version} of people and roles`}>
          Restore
        </Button>
      }
      title={`Restore version ${version}?`}
      consequences={[
        "From the next sign-in on, attribute names, rules and provisioning are the same as in this version.",
        "The current settings stay in this list.",
      ]}
      confirmLabel="Restore"
      pendingLabel="Restoring"
      tone="primary"
      action={restoreOptionAction}
      fields={{ ...fields, version: String(version) }}
    />
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
