import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { NewWebhookForm } from "@/components/webhooks/new-webhook-form";
import { requireOperator } from "@/lib/server/auth/require";
import { OperatorConsole } from "../../operator-console";
import { createWebhookAction } from "../actions";

export const metadata: Metadata = { title: "Create webhook" };

/** A new webhook for all spaces. */
export default async function NewInstallationWebhookPage() {
  const ctx = await requireOperator();
  const back = "/operator/webhooks";
  return (
    <OperatorConsole ctx={ctx}>
      <PageHeader
        title="Create webhook"
        description="For a program of yours that answers over HTTPS. It receives the events of every space."
        back={{ href: back, label: "Webhooks" }}
      />
      <NewWebhookForm create={createWebhookAction} fields={{}} back={back} />
    </OperatorConsole>
  );
}
