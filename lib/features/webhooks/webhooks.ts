import { done, type Outcome, refused } from "@/lib/model/outcome";
import { installationOwner, type Webhook, type WebhookDelivery } from "@/lib/model/webhooks/webhook";
import { testEventType, type WebhookEventType } from "@/lib/model/webhooks/webhook-events";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { Page, PageQuery, Period } from "@/lib/ports/page";
import type { Outbound } from "@/lib/ports/safe-fetch";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { DeliveryView, WebhookView } from "@/lib/schemas/webhook";
import { makeSigningSecret } from "./signing-secret";

type Reads = Pick<Dependencies, "store" | "now">;
/** The owner of the webhooks: a space, or `null` for the installation, whose webhooks receive what happens in any space. */
export interface WebhookOwner {
  space: { id: string } | null;
}
/** Who changes them. */
export type WebhookEditor = WebhookOwner & Pick<Context, "actor"> & { user: { id: string } | null };
type Outgoing = Dependencies & { outbound: Pick<Outbound, "check"> };

/** Nobody needs more, and every change writes to each of them. */
const most = 20;

/** The answer for a webhook that this owner does not have. */
export const noSuchWebhook = () =>
  refused("not_found", "webhook_not_found", "There is no such webhook here. It may have been removed.");

const noSuchDelivery = () =>
  refused("not_found", "delivery_not_found", "This webhook no longer has such a message.");

/** A webhook without its secrets. */
export function viewWebhook({ createdAt, ...webhook }: Webhook, now: Date): WebhookView {
  const { id, url, events, enabled, previousSecretUntil: until } = webhook;
  const previousSecretUntil = until && until > now ? until.toISOString() : null;
  return { id, url, events, enabled, previousSecretUntil, createdAt: createdAt.toISOString() };
}

/** A message as the delivery log shows it. */
export function viewDelivery(delivery: WebhookDelivery): DeliveryView {
  const { id, type, status, attempts, responseCode, excerpt, payload } = delivery;
  return {
    id,
    type,
    status,
    attempts,
    nextAttemptAt: delivery.nextAttemptAt?.toISOString() ?? null,
    responseCode,
    excerpt,
    payload,
    createdAt: delivery.createdAt.toISOString(),
    finishedAt: delivery.finishedAt?.toISOString() ?? null,
  };
}

/** The webhooks of a space or of the installation, the oldest first. */
export async function listWebhooks({ store, now }: Reads, { space }: WebhookOwner): Promise<WebhookView[]> {
  const at = now();
  return (await store.webhooksOf(ownerOf(space)).all()).map((webhook) => viewWebhook(webhook, at));
}

/** One webhook of the owner. */
export async function findWebhook(
  { store, now }: Reads,
  { space }: WebhookOwner,
  id: string,
): Promise<Outcome<WebhookView>> {
  const found = await store.webhooksOf(ownerOf(space)).byId(id);
  return found ? done(viewWebhook(found, now())) : noSuchWebhook();
}

/** Creates a webhook. Only this response contains its signing secret; it is stored sealed. */
export async function createWebhook(
  deps: Outgoing,
  ctx: WebhookEditor,
  input: { url: string; events: WebhookEventType[] },
): Promise<Outcome<WebhookView & { secret: string }>> {
  const refusal = addressRefusal(deps, input.url);
  if (refusal) return refusal;
  const id = deps.secrets.id("hook");
  const secret = makeSigningSecret(deps);
  const now = deps.now();
  const { space } = ctx;
  const owner = space?.id ?? installationOwner;
  return deps.store.transaction(async (tx) => {
    const webhooks = tx.webhooksOf(ownerOf(space));
    await webhooks.lock();
    if ((await webhooks.all()).length >= most)
      return refused(
        "conflict",
        "too_many_webhooks",
        `There are at most ${most} webhooks. Remove one first.`,
      );
    const webhook: Webhook = {
      id,
      owner,
      spaceId: ownerOf(space),
      ...input,
      enabled: true,
      previousSecretUntil: null,
      createdAt: now,
      createdBy: ctx.user?.id ?? null,
    };
    const secretSealed = deps.vault.seal(secret, sealContexts.webhookSecret(owner, id));
    await webhooks.insert({ ...webhook, secretSealed });
    await tx
      .auditOf(ownerOf(space))
      .append(webhookEntry(ctx, "webhook.created", webhook, { events: input.events }), now);
    return done({ ...viewWebhook(webhook, now), secret });
  });
}

/** Changes address or events, or enables and disables it; absent fields stay. */
export async function changeWebhook(
  deps: Outgoing,
  ctx: WebhookEditor,
  { id, ...change }: { id: string; url?: string; events?: WebhookEventType[]; enabled?: boolean },
): Promise<Outcome<WebhookView>> {
  const refusal = change.url === undefined ? null : addressRefusal(deps, change.url);
  if (refusal) return refusal;
  return deps.store.transaction(async (tx) => {
    const webhooks = tx.webhooksOf(ownerOf(ctx.space));
    const before = await webhooks.byId(id);
    if (!before) return noSuchWebhook();
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    if (given.length === 0) return done(viewWebhook(before, deps.now()));
    const after = await webhooks.update(id, Object.fromEntries(given));
    if (!after) return noSuchWebhook();
    const details = { changed: given.map(([name]) => name), enabled: after.enabled };
    await tx
      .auditOf(ownerOf(ctx.space))
      .append(webhookEntry(ctx, "webhook.changed", after, details), deps.now());
    return done(viewWebhook(after, deps.now()));
  });
}

/** Removes a webhook with its log; waiting messages are not sent. */
export async function removeWebhook(
  deps: Dependencies,
  ctx: WebhookEditor,
  id: string,
): Promise<Outcome<null>> {
  return deps.store.transaction(async (tx) => {
    const webhooks = tx.webhooksOf(ownerOf(ctx.space));
    const before = await webhooks.byId(id);
    if (!before || !(await webhooks.remove(id))) return noSuchWebhook();
    await tx.auditOf(ownerOf(ctx.space)).append(webhookEntry(ctx, "webhook.removed", before, {}), deps.now());
    return done(null);
  });
}

/** Sends a message that only says that it is a test. */
export async function testWebhook(
  deps: Dependencies,
  ctx: WebhookEditor,
  id: string,
): Promise<Outcome<DeliveryView>> {
  const webhooks = deps.store.webhooksOf(ownerOf(ctx.space));
  const found = await webhooks.byId(id);
  if (!found) return noSuchWebhook();
  if (!found.enabled)
    return refused("conflict", "webhook_disabled", "This webhook is disabled. Enable it first.", {
      received: "disabled",
      expected: "enabled",
    });
  const data = { message: "This is a test. Nothing has happened." };
  return done(viewDelivery(await webhooks.emitTo(id, { type: testEventType, at: deps.now(), data })));
}

/** What was sent to a webhook, newest first. */
export async function listDeliveries(
  { store }: Reads,
  { space }: WebhookOwner,
  id: string,
  query: PageQuery & Period & { status?: string },
): Promise<Outcome<Page<DeliveryView>>> {
  const webhooks = store.webhooksOf(ownerOf(space));
  if (!(await webhooks.byId(id))) return noSuchWebhook();
  const page = await webhooks.deliveries(id, query);
  return done({ ...page, rows: page.rows.map(viewDelivery) });
}

/** Sends a message once more, with the same `webhook-id`, so that a program can recognise the duplicate. */
export async function redeliver(
  deps: Dependencies,
  ctx: WebhookEditor,
  input: { id: string; deliveryId: string },
): Promise<Outcome<DeliveryView>> {
  const webhooks = deps.store.webhooksOf(ownerOf(ctx.space));
  if (!(await webhooks.byId(input.id))) return noSuchWebhook();
  await webhooks.redeliver(input.id, input.deliveryId, deps.now());
  const delivery = await webhooks.delivery(input.id, input.deliveryId);
  return delivery ? done(viewDelivery(delivery)) : noSuchDelivery();
}

function addressRefusal({ outbound }: Outgoing, url: string) {
  const objection = outbound.check(url);
  if (!objection) return null;
  return refused(
    "invalid",
    "webhook_address_not_allowed",
    `This address cannot be used: ${objection.message}`,
    {
      field: "url",
      received: url.slice(0, 200),
      expected: "a public address that begins with https://",
    },
  );
}

/** The tenant of webhooks in the store. */
export const ownerOf = (space: WebhookOwner["space"]) => space?.id ?? null;

/** The audit log's entry for a change of a webhook. */
export function webhookEntry(
  { actor }: WebhookEditor,
  action: string,
  webhook: Webhook,
  details: Record<string, unknown>,
) {
  // The address's query may contain a secret of the other program.
  const { origin, pathname } = new URL(webhook.url);
  return {
    actor,
    action,
    target: { kind: "webhook", id: webhook.id, name: `${origin}${pathname}` },
    details,
  };
}
