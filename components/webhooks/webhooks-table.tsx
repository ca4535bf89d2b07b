import { Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { StateBadge } from "@/components/ui/badge";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { counted } from "@/lib/model/text/counted";
import type { WebhookView } from "@/lib/schemas/webhook";

interface WebhooksTableProps {
  caption: string;
  webhooks: readonly WebhookView[];
  /** The address of the list, below which each has its page. */
  path: string;
  empty: { text: string; action: ReactNode };
}

/** One row per webhook. */
export function WebhooksTable({ caption, webhooks, path, empty }: WebhooksTableProps) {
  const columns: Column<WebhookView>[] = [
    {
      key: "url",
      header: "Address",
      className: "[overflow-wrap:anywhere]",
      cell: ({ id, url }) => (
        <Link href={`${path}/${id}`} quiet>
          {url}
        </Link>
      ),
    },
    {
      key: "state",
      header: "State",
      cell: ({ enabled }) => (
        <StateBadge state={enabled ? "active" : "disabled"}>{enabled ? "Active" : "Disabled"}</StateBadge>
      ),
    },
    { key: "events", header: "Events", cell: ({ events }) => counted(events.length, "event", "events") },
    { key: "createdAt", header: "Created", cell: ({ createdAt }) => <RelativeTime value={createdAt} /> },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={webhooks}
      rowKey={({ id }) => id}
      empty={
        <EmptyState icon={Webhook} title="No webhooks yet" action={empty.action}>
          {empty.text}
        </EmptyState>
      }
    />
  );
}
