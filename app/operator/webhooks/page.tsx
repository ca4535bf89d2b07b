import { Webhook } from "lucide-react";
import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { PageHeader } from "@/components/ui/page-header";
import { WebhooksTable } from "@/components/webhooks/webhooks-table";
import { listWebhooks } from "@/lib/features/webhooks/webhooks";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { OperatorConsole } from "../operator-console";

export const metadata: Metadata = { title: "Webhooks" };

const path = "/operator/webhooks";

/** The vendor's addresses that receive the events of all spaces. */
export default async function InstallationWebhooksPage() {
  const ctx = await requireOperator();
  const webhooks = await listWebhooks(await dependencies(), { space: null });
  const create = (
    <ButtonLink href={`${path}/new`} variant="primary" icon={<Webhook aria-hidden />}>
      Create webhook
    </ButtonLink>
  );
  return (
    <OperatorConsole ctx={ctx} width="wide">
      <PageHeader
        title="Webhooks"
        description="Notify your backend as soon as something happens in any space. Each message names its space, is signed, and is retried for days until it arrives."
        actions={create}
      />
      <WebhooksTable
        caption="Webhooks for all spaces"
        webhooks={webhooks}
        path={path}
        empty={{
          text: "A webhook sends your backend a message, for example when a customer activates a connection. Customers have webhooks of their own in their spaces.",
          action: create,
        }}
      />
    </OperatorConsole>
  );
}
