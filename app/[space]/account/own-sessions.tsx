import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { OwnSessionView } from "@/lib/features/sessions/list-sessions";
import { counted } from "@/lib/model/text/counted";
import { browserWords } from "../browser-words";
import { endOtherSessionsAction, endOwnSessionAction } from "./actions";

/** The person's sessions, in all spaces. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function OwnSessions({ slug, sessions }: { slug: string; sessions: readonly OwnSessionView[] }) {
  const others = sessions.filter((session) => !session.isThisOne).length;
  const columns: Column<OwnSessionView>[] = [
    {
      key: "browser",
      header: "Browser",
      cell: (session) => (
        <>
          {browserWords(session.userAgent)}
          {session.isThisOne && <span className="block text-sm font-normal text-muted">This browser</span>}
        </>
      ),
    },
    { key: "address", header: "Address", cell: (session) => session.address ?? "Unknown" },
    { key: "createdAt", header: "Signed in", cell: (session) => <RelativeTime value={session.createdAt} /> },
    {
      key: "lastSeenAt",
      header: "Last seen",
      cell: (session) => <RelativeTime value={session.lastSeenAt} />,
    },
    {
      key: "end",
      header: "End",
      headerHidden: true,
      align: "end",
      cell: (session) =>
        session.isThisOne ? null : (
          <ConfirmDialog
            trigger={
              <Button size="small" aria-label={`End session: ${browserWords(session.userAgent)}`}>
                End
              </Button>
            }
            title="End this session?"
            consequences={["That browser is signed out at once, in every space."]}
            confirmLabel="End session"
            action={endOwnSessionAction}
            fields={{ space: slug, sessionId: session.id }}
          />
        ),
    },
  ];
  return (
    <Section
      title="Your sessions"
      description="Browsers in which you are signed in."
      {...(others > 0
        ? {
            actions: (
              <ConfirmDialog
                trigger={<Button>Sign out everywhere else</Button>}
                title="Sign out everywhere else?"
                consequences={[
                  `${counted(others, "other browser is", "other browsers are")} signed out at once. This one stays.`,
                ]}
                confirmLabel="Sign out"
                action={endOtherSessionsAction}
                fields={{ space: slug }}
              />
            ),
          }
        : {})}
    >
      <DataTable
        caption="Browsers in which you are signed in"
        columns={columns}
        rows={sessions}
        rowKey={(session) => session.id}
      />
    </Section>
  );
}
