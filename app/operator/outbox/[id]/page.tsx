import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { readMessage } from "@/lib/features/audit/read-audit";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { OperatorConsole } from "../../operator-console";

export const metadata: Metadata = { title: "Message" };

/** One message, word for word. */
export default async function MessagePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireOperator();
  const message = await readMessage(await dependencies(), (await params).id);
  if (!message) notFound();
  return (
    <OperatorConsole ctx={ctx}>
      <PageHeader title={message.subject} back={{ href: "/operator/outbox", label: "Outbox" }} />
      <Card>
        <DescriptionList
          items={[
            { term: "To", value: message.recipient },
            { term: "Written", value: <RelativeTime value={message.createdAt.toISOString()} /> },
            {
              term: "Sent",
              value: message.sentAt ? <RelativeTime value={message.sentAt.toISOString()} /> : "Not yet",
            },
            ...(message.attempts > 0 ? [{ term: "Tries", value: String(message.attempts) }] : []),
            ...(message.lastError ? [{ term: "Last problem", value: message.lastError }] : []),
          ]}
        />
      </Card>
      <Card title="Text">
        <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{message.body}</p>
      </Card>
    </OperatorConsole>
  );
}
