import { CircleCheck, Clock, Inbox, TriangleAlert } from "lucide-react";
import type { Metadata } from "next";
import { Badge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { type ListRules, readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchableList } from "@/components/ui/searchable-list";
import { readOutbox } from "@/lib/features/audit/read-audit";
import type { Message } from "@/lib/model/audit/audit";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../list-page";
import { OperatorConsole } from "../operator-console";

export const metadata: Metadata = { title: "Outbox" };

const rules: ListRules = { sorts: ["createdAt", "recipient", "subject"], defaultSort: "-createdAt" };
const path = "/operator/outbox";

/** The messages that Gatehouse has written. */
export default async function OutboxPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await requireOperator();
  const query = readListQuery(await searchParams, rules);
  const messages = await readOutbox(await dependencies(), pageQuery(query));
  return (
    <OperatorConsole ctx={ctx} width="wide">
      <PageHeader
        title="Outbox"
        description="Emails to people. Without a mail server (SMTP_URL) they stay here, and you pass them on yourself."
      />
      <SearchableList
        path={path}
        query={query}
        searchLabel="Search by recipient or subject"
        found={messages}
        noun={["message", "messages"]}
      >
        <DataTable
          caption="Messages"
          columns={columns}
          rows={messages.rows}
          rowKey={(message) => message.id}
          query={query}
          path={path}
          empty={
            <EmptyState icon={Inbox} title={query.q ? "No message matches" : "No messages yet"}>
              Password resets, welcome messages and warnings appear here when they are written.
            </EmptyState>
          }
        />
      </SearchableList>
    </OperatorConsole>
  );
}

const columns: Column<Message>[] = [
  {
    key: "subject",
    header: "Subject",
    sort: "subject",
    cell: (message) => (
      <Link href={`${path}/${message.id}`} quiet>
        {message.subject}
      </Link>
    ),
  },
  { key: "recipient", header: "To", sort: "recipient", cell: (message) => message.recipient },
  { key: "state", header: "State", cell: (message) => <MessageState message={message} /> },
  {
    key: "createdAt",
    header: "Written",
    sort: "createdAt",
    cell: (message) => <RelativeTime value={message.createdAt.toISOString()} />,
  },
];

function MessageState({ message }: { message: Message }) {
  if (message.sentAt) {
    return (
      <Badge tone="ok" icon={CircleCheck}>
        Sent
      </Badge>
    );
  }
  return message.lastError ? (
    <Badge tone="warn" icon={TriangleAlert}>
      Not sent
    </Badge>
  ) : (
    <Badge icon={Clock}>Waiting</Badge>
  );
}
