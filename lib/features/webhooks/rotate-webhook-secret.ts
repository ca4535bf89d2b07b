import { done, type Outcome } from "@/lib/model/outcome";
import { installationOwner } from "@/lib/model/webhooks/webhook";
import type { Dependencies } from "@/lib/ports/dependencies";
import { sealContexts } from "@/lib/ports/seal-contexts";
import type { WebhookView } from "@/lib/schemas/webhook";
import { makeSigningSecret } from "./signing-secret";
import { noSuchWebhook, ownerOf, viewWebhook, type WebhookEditor, webhookEntry } from "./webhooks";

/**
 * Gives a webhook a new signing secret, which only this answer contains. For `overlapHours` messages are signed with the
 * one before as well, so that the receiver can change over; an older one ends now. With 0 the one before ends now, too.
 */
export async function rotateWebhookSecret(
  deps: Dependencies,
  ctx: WebhookEditor,
  { id, overlapHours }: { id: string; overlapHours: number },
): Promise<Outcome<WebhookView & { secret: string }>> {
  const { vault } = deps;
  const now = deps.now();
  const owner = ctx.space?.id ?? installationOwner;
  const secret = makeSigningSecret(deps);
  return deps.store.transaction(async (tx) => {
    const webhooks = tx.webhooksOf(ownerOf(ctx.space));
    const sealed = await webhooks.lockSecret(id);
    if (sealed === null) return noSuchWebhook();
    const context = sealContexts.webhookSecret(owner, id);
    const before = overlapHours === 0 ? null : vault.open(sealed, context);
    const after = await webhooks.replaceSecret(id, {
      secretSealed: vault.seal(secret, context),
      previousSecretSealed:
        before === null ? null : vault.seal(before, sealContexts.webhookPreviousSecret(owner, id)),
      previousSecretUntil: before === null ? null : new Date(now.getTime() + overlapHours * 3_600_000),
    });
    if (!after) return noSuchWebhook();
    const details = { overlapHours };
    await tx
      .auditOf(ownerOf(ctx.space))
      .append(webhookEntry(ctx, "webhook.secret_rotated", after, details), now);
    return done({ ...viewWebhook(after, now), secret });
  });
}
