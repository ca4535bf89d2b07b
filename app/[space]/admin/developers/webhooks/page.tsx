import { Webhook } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { WebhooksTable } from "@/components/webhooks/webhooks-table";
import { listWebhooks } from "@/lib/features/webhooks/webhooks";
import { helpAddress } from "@/lib/model/help";
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
  return (
    <SpaceConsole ctx={ctx} width="wide">
      <PageHeader
        help={helpAddress("administrators/programs", "webhooks")}
        title="Webhooks"
        description="Notify your programs as soon as something happens in this space. Each message is signed, retried for days until it arrives, and kept in a log for a month."
        actions={create}
      />
      <WebhooksTable
        caption="Webhooks of this space"
        webhooks={webhooks}
        path={path}
        empty={{
          text: "A webhook sends a message to your program, for example when somebody is waiting for approval or a sign-in is refused.",
          action: create,
        }}
      />
    </SpaceConsole>
  );
}
