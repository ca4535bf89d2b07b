import { Webhook } from "lucide-react";
import type { Metadata } from "next";
import { StateBadge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button-link";
import { counted } from "@/components/ui/counted";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { listWebhooks } from "@/lib/features/webhooks/webhooks";
import { helpAddress } from "@/lib/model/help";
import type { WebhookView } from "@/lib/schemas/webhook";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { SpaceConsole } from "../../../space-console";

export const metadata: Metadata = { title: "Webhooks" };

/** The programs' addresses that receive the space's events. */
export default async function WebhooksPage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requirePermission((await params).space, "manage_tokens");
  const webhooks = await listWebhooks(await dependencies(), ctx);
  const path = spacePaths(ctx.space.slug).webhooks;
  const create = (
    <ButtonLink href={`${path}/new`} variant="primary" icon={<Webhook aria-hidden />}>
      Create webhook
    </ButtonLink>
  );
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
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/programs", "webhooks")}
        title="Webhooks"
        description="Notify your programs as soon as something happens in this space. Each message is signed, retried for days until it arrives, and kept in a log for a month."
        actions={create}
      />
      <DataTable
        caption="Webhooks of this space"
        columns={columns}
        rows={webhooks}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={Webhook} title="No webhooks yet" action={create}>
            A webhook sends a message to your program, for example when somebody is waiting for approval or a
            sign-in is refused.
          </EmptyState>
        }
      />
    </SpaceConsole>
  );
}
