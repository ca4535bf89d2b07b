import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StateBadge } from "@/components/ui/badge";
import { readListQuery, type SearchParams } from "@/components/ui/list-query";
import { PageHeader } from "@/components/ui/page-header";
import { deliveryRules, WebhookDetails } from "@/components/webhooks/webhook-details";
import { findWebhook, listDeliveries } from "@/lib/features/webhooks/webhooks";
import { requirePermission } from "@/lib/server/auth/require";
import { spacePaths } from "@/lib/server/http/navigation";
import { dependencies } from "@/lib/server/process/dependencies";
import { pageQuery } from "../../../../../list-page";
import { SpaceConsole } from "../../../../space-console";
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
  params: Promise<{ space: string; id: string }>;
  searchParams: Promise<SearchParams>;
}

/** One webhook of the space. */
export default async function WebhookPage({ params, searchParams }: WebhookPageProps) {
  const { space, id } = await params;
  const ctx = await requirePermission(space, "manage_tokens");
  const deps = await dependencies();
  const found = await findWebhook(deps, ctx, id);
  if (!found.ok) notFound();
  const query = readListQuery(await searchParams, deliveryRules);
  const { status } = query.filters;
  const log = await listDeliveries(deps, ctx, id, { ...pageQuery(query), ...(status ? { status } : {}) });
  if (!log.ok) notFound();
  const { slug } = ctx.space;
  const list = spacePaths(slug).webhooks;
  const { enabled, url } = found.value;
  return (
    <SpaceConsole ctx={ctx} width="wide">
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
        fields={{ space: slug, id }}
        actions={{
          change: changeWebhookAction,
          test: testWebhookAction,
          toggle: switchWebhookAction,
          rotate: rotateWebhookSecretAction,
          remove: removeWebhookAction,
          redeliver: redeliverAction,
        }}
      />
    </SpaceConsole>
  );
}
