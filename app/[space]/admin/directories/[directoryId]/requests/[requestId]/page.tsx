import { RotateCw } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { fixedByWords } from "@/components/connections/words";
import { RequestOutcome } from "@/components/directories/outcome-badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DescriptionList } from "@/components/ui/description-list";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { type RequestInFull, readDirectoryRequest } from "@/lib/features/directories/read-directory";
import { notReplayableWords } from "@/lib/features/directories/replayable";
import { viewRequestRow } from "@/lib/features/directories/request-row-view";
import { helpAddress } from "@/lib/model/help";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../../../space-console";
import { replayRequestAction } from "../../../actions";
import { type DirectoryPageProps, openDirectory } from "../../directory-page";

export const metadata: Metadata = { title: "Request of the directory" };

interface RequestPageProps {
  params: Promise<{ space: string; directoryId: string; requestId: string }>;
}

/** One request: why it failed and who fixes it, what changed, what was sent, and the replay. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export default async function DirectoryRequestPage({ params }: RequestPageProps) {
  const page = await openDirectory(params);
  const { ctx, health, called, paths } = page;
  const { requestId } = await params;
  const { id } = health.directory;
  const found = await readDirectoryRequest(await dependencies(), ctx, { directoryId: id, requestId });
  if (!found.ok) notFound();
  const { request, explanation, notReplayable } = found.value;
  const row = viewRequestRow(request);
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        help={helpAddress("administrators/directories", "requests")}
        title={row.says}
        description={
          <span className="font-mono text-sm [overflow-wrap:anywhere]">{`${row.method} ${row.path}`}</span>
        }
        badge={<RequestOutcome {...row} />}
        back={{ href: paths.requests(id), label: "Requests" }}
        actions={
          notReplayable === null && (
            <ConfirmDialog
              trigger={
                <Button variant="primary" icon={<RotateCw aria-hidden />}>
                  Replay
                </Button>
              }
              title="Replay this request?"
              effects={[
                `It is served again as if ${called} had sent it now. Once the cause is fixed, it works.`,
                "It gets an entry of its own in this log.",
              ]}
              confirmLabel="Replay"
              pendingLabel="Replaying"
              tone="primary"
              action={replayRequestAction}
              fields={{ space: ctx.space.slug, directoryId: id, requestId }}
            />
          )
        }
      />
      {explanation && (
        <Callout
          tone={row.failed ? "danger" : "warn"}
          title={row.failed ? "Why it failed" : "Accepted, but not applied to everybody"}
        >
          <div className="space-y-2">
            <p>{explanation.cause}</p>
            <p>
              <strong className="font-semibold">How to fix it:</strong> {explanation.fix}
            </p>
            {explanation.fixedBy && (
              <p>
                <strong className="font-semibold">Who fixes it:</strong>{" "}
                {fixedByWords(explanation.fixedBy, called)}
              </p>
            )}
            {row.failed && notReplayable !== null && notReplayable !== "worked" && (
              <p className="text-muted">{notReplayableWords[notReplayable]}</p>
            )}
          </div>
        </Callout>
      )}
      <Card title="What changed">
        {request.notes.changed.length === 0 ? (
          <p className="text-muted">Nothing.</p>
        ) : (
          <ul className="list-disc space-y-1 pl-4 [overflow-wrap:anywhere]">
            {request.notes.changed.map((change) => (
              <li key={change}>{change}</li>
            ))}
          </ul>
        )}
      </Card>
      <Card title="Details">
        <DescriptionList items={details(found.value, page)} />
      </Card>
      {request.body !== null && (
        <CodeBlock
          label="What was sent, without passwords"
          code={JSON.stringify(request.body, null, 2)}
          wrap
        />
      )}
    </SpaceConsole>
  );
}

function details({ request }: RequestInFull, { health, paths }: DirectoryPageProps) {
  const { id } = health.directory;
  const { at, status, scimType, address, milliseconds, notes, replayOf, replayedAs } = request;
  const other = (requestId: string, words: string) => (
    <Link href={paths.request(id, requestId)}>{words}</Link>
  );
  return [
    { term: "When", value: <RelativeTime value={at.toISOString()} exact /> },
    { term: "Answered with", value: `${status}${scimType ? `, ${scimType}` : ""}` },
    { term: "Took", value: `${milliseconds.toLocaleString("en")} ms` },
    { term: "From", value: address },
    ...(notes.ignored.length > 0
      ? [
          {
            term: "Ignored",
            value: notes.ignored.join(", "),
            help: "Attributes that were sent and have no place here.",
          },
        ]
      : []),
    ...(replayOf ? [{ term: "Replays", value: other(replayOf, "The earlier request") }] : []),
    ...(replayedAs
      ? [{ term: "Replayed by", value: other(replayedAs, "A later request, which worked") }]
      : []),
  ];
}
