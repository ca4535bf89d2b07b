import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import type { ListQuery } from "@/components/ui/list-query";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SessionView } from "@/lib/features/sessions/list-sessions";
import { spacePaths } from "@/lib/server/http/navigation";
import { browserWords } from "../../../browser-words";
import { endSessionAction } from "../../users/actions";

interface SessionsTableProps {
  slug: string;
  sessions: readonly SessionView[];
  currentSessionId: string;
  /** Names the people too. */
  withPeople?: boolean;
  query?: ListQuery;
  path?: string;
  empty: ReactNode;
}

/** Signed-in browsers, each with a button that ends it. */
// Over 60 lines: the markup of one part of the screen, top to bottom.
export function SessionsTable(props: SessionsTableProps) {
  const { slug, sessions, currentSessionId, withPeople = false, query, path, empty } = props;
  const person: Column<SessionView> = {
    key: "person",
    header: "Person",
    sort: "userName",
    cell: (session) => (
      <>
        <Link href={spacePaths(slug).user(session.userId)} quiet>
          {session.userName}
        </Link>
        {session.userName !== session.userEmail && (
          <span className="block text-sm font-normal text-muted">{session.userEmail}</span>
        )}
      </>
    ),
  };
  const columns: Column<SessionView>[] = [
    ...(withPeople ? [person] : []),
    {
      key: "browser",
      header: "Browser",
      cell: (session) => (
        <>
          {browserWords(session.userAgent)}
          {session.id === currentSessionId && <span className="block text-sm text-muted">This browser</span>}
        </>
      ),
    },
    { key: "address", header: "Address", cell: (session) => session.address ?? "Unknown" },
    {
      key: "way",
      header: "Signed in with",
      cell: (session) => (session.way === "password" ? "Password" : "Single sign-on"),
    },
    {
      key: "createdAt",
      header: "Signed in",
      ...(withPeople ? { sort: "createdAt" } : {}),
      cell: (session) => <RelativeTime value={session.createdAt} />,
    },
    {
      key: "lastSeenAt",
      header: "Last seen",
      ...(withPeople ? { sort: "lastSeenAt" } : {}),
      cell: (session) => <RelativeTime value={session.lastSeenAt} />,
    },
    {
      key: "end",
      header: "End",
      headerHidden: true,
      align: "end",
      cell: (session) => (
        <EndSession slug={slug} session={session} isThis={session.id === currentSessionId} />
      ),
    },
  ];
  return (
    <DataTable
      caption="Sessions"
      columns={columns}
      rows={sessions}
      rowKey={(session) => session.id}
      {...(query && path ? { query, path } : {})}
      empty={empty}
    />
  );
}

function EndSession({ slug, session, isThis }: { slug: string; session: SessionView; isThis: boolean }) {
  return (
    <ConfirmDialog
      trigger={
        <Button
          size="small"
          aria-label={`End session of ${session.userName}, ${browserWords(session.userAgent)}`}
        >
          End
        </Button>
      }
      title="End this session?"
      consequences={[
        isThis
          ? "This is the browser you are using: you will be signed out."
          : `${session.userName} is signed out of this space in that browser, and can sign in again.`,
      ]}
      confirmLabel="End session"
      action={endSessionAction}
      fields={{ space: slug, sessionId: session.id }}
    />
  );
}
