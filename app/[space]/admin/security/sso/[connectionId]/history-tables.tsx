import type { ReactNode } from "react";
import { RunBadge } from "@/components/connections/state-badges";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { explain } from "@/lib/model/explanations/catalogue";
import type { Protocol } from "@/lib/model/sign-in/identity";
import type { TestRunLine } from "@/lib/schemas/sso-views";

// The words stay on one line.
const versionWords = (version: number) => `Version\u00a0${version}`;
const none = <span className="text-muted">–</span>;

function causeOf({ code, noAccess }: TestRunLine, protocol: Protocol): string | null {
  if (code) return explain(code, protocol).cause;
  return noAccess && `No access for this person. ${explain(noAccess, protocol).cause}`;
}

/** The last test runs, newest first; each linked to its result. */
export function TestRunsTable({
  runs,
  protocol,
  resultPath,
  actions,
}: {
  runs: readonly TestRunLine[];
  protocol: Protocol;
  resultPath: (runId: string) => string;
  actions?: ReactNode;
}) {
  if (runs.length === 0) return null;
  const columns: Column<TestRunLine>[] = [
    {
      key: "begun",
      header: "Started",
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
    { key: "cause", header: "What it showed", cell: (row) => causeOf(row, protocol) ?? none },
  ];
  return (
    <Section
      title="Last tests"
      description="Each is one real sign-in at the provider. A test lets nobody in and changes nothing."
      actions={actions}
    >
      <DataTable caption="Tests, newest first" columns={columns} rows={runs} rowKey={(row) => row.id} />
    </Section>
  );
}
