import { RunBadge, VersionBadge } from "@/components/sso/state-badges";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { explain } from "@/lib/core/explanations/catalogue";
import type { TestRunLine, VersionLine } from "@/lib/schemas/sso-views";

// The words stay on one line.
const versionWords = (version: number) => `Version\u00a0${version}`;
const none = <span className="text-muted">–</span>;
const moment = (at: string | null) => (at ? <RelativeTime value={at} /> : none);

/** The versions of a connection's settings, newest first. */
export function VersionsTable({ versions }: { versions: readonly VersionLine[] }) {
  if (versions.length === 0) return null;
  const columns: Column<VersionLine>[] = [
    { key: "version", header: "Version", cell: (row) => versionWords(row.version) },
    { key: "state", header: "State", cell: (row) => <VersionBadge state={row.state} /> },
    { key: "saved", header: "Saved", cell: (row) => moment(row.createdAt) },
    { key: "by", header: "By", cell: (row) => row.createdBy ?? none },
    { key: "tested", header: "Passed its test", cell: (row) => moment(row.testedAt) },
    { key: "live", header: "Went live", cell: (row) => moment(row.wentLiveAt) },
  ];
  return (
    <Section title="Versions" description="A version never changes; an edit makes the next one.">
      <DataTable
        caption="Versions, newest first"
        columns={columns}
        rows={versions}
        rowKey={(row) => row.id}
      />
    </Section>
  );
}

/** The last test runs, newest first; each leads to its result. */
export function TestRunsTable({
  runs,
  resultPath,
}: {
  runs: readonly TestRunLine[];
  resultPath: (runId: string) => string;
}) {
  if (runs.length === 0) return null;
  const columns: Column<TestRunLine>[] = [
    {
      key: "begun",
      header: "Begun",
      cell: (row) => (
        <Link href={resultPath(row.id)} quiet>
          <RelativeTime value={row.createdAt} />
        </Link>
      ),
    },
    { key: "status", header: "Result", cell: (row) => <RunBadge status={row.status} /> },
    {
      key: "version",
      header: "Version",
      cell: (row) => (row.version === null ? none : versionWords(row.version)),
    },
    { key: "cause", header: "Cause", cell: (row) => (row.code ? explain(row.code).cause : none) },
  ];
  return (
    <Section title="Last tests">
      <DataTable caption="Tests, newest first" columns={columns} rows={runs} rowKey={(row) => row.id} />
    </Section>
  );
}
