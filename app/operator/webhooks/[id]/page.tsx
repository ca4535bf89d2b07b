import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StateBadge } from "@/components/ui/badge";
import { readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { deliveryRules, WebhookDetails } from "@/components/webhooks/webhook-details";
import { findWebhook, listDeliveries } from "@/lib/features/webhooks/webhooks";
import { requireOperator } from "@/lib/server/auth/require";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../list-page";
import { OperatorConsole } from "../../operator-console";
import {
  changeWebhookAction,
  redeliverAction,
  removeWebhookAction,
  rotateWebhookSecretAction,
  switchWebhookAction,
  testWebhookAction,
} from "../actions";

export const metadata: Metadata = { title: "Webhook" };

interface WebhookPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

const list = "/operator/webhooks";
const installation = { space: null };

/** One webhook for all spaces. */
export default async function InstallationWebhookPage({ params, searchParams }: WebhookPageProps) {
  const ctx = await requireOperator();
  const { id } = await params;
  const deps = await dependencies();
  const found = await findWebhook(deps, installation, id);
  if (!found.ok) notFound();
  const query = readListQuery(await searchParams, deliveryRules);
  const { status } = query.filters;
  const filter = { ...pageQuery(query), ...(status ? { status } : {}) };
  const log = await listDeliveries(deps, installation, id, filter);
  if (!log.ok) notFound();
  const { enabled, url } = found.value;
  return (
    <OperatorConsole ctx={ctx} width="wide">
      <PageHeader
        title="Webhook"
        description={<span className="[overflow-wrap:anywhere]">{url}</span>}
        back={{ href: list, label: "Webhooks" }}
        badge={
          <StateBadge state={enabled ? "active" : "disabled"}>{enabled ? "Active" : "Disabled"}</StateBadge>
        }
      />
      <WebhookDetails
        webhook={found.value}
        deliveries={log.value}
        query={query}
        path={`${list}/${id}`}
        fields={{ id }}
        actions={{
          change: changeWebhookAction,
          test: testWebhookAction,
          toggle: switchWebhookAction,
          rotate: rotateWebhookSecretAction,
          remove: removeWebhookAction,
          redeliver: redeliverAction,
        }}
      />
    </OperatorConsole>
  );
}
