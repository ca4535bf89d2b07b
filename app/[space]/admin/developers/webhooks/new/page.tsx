import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { NewWebhookForm } from "@/components/webhooks/new-webhook-form";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { SpaceConsole } from "../../../../space-console";
import { createWebhookAction } from "../actions";

export const metadata: Metadata = { title: "Create webhook" };

/** A new webhook of the space. */
export default async function NewWebhookPage({ params }: { params: Promise<{ space: string }> }) {
  const ctx = await requirePermission((await params).space, "manage_tokens");
  const back = spacePaths(ctx.space.slug).webhooks;
  return (
    <SpaceConsole ctx={ctx}>
      <PageHeader
        title="Create webhook"
        description="For one of your programs that answers over HTTPS."
        back={{ href: back, label: "Webhooks" }}
      />
      <NewWebhookForm create={createWebhookAction} fields={{ space: ctx.space.slug }} back={back} />
    </SpaceConsole>
  );
}
