import {
  type ConnectionInSpace,
  findConnection,
  noSuchConnection,
} from "@/lib/features/connections/find-connection";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { spendMail } from "@/lib/features/notifications/mail-limits";
import { setupInvitation } from "@/lib/features/notifications/messages/setup-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import type { Connection } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { SetupLink, SetupPurpose } from "@/lib/model/setup-links/setup-link";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SetupLinkView } from "@/lib/schemas/setup-link";
import { setupLinkView } from "./setup-link-view";

export interface NewSetupLink {
  connectionId: string;
  purpose: SetupPurpose;
  hours: number;
  recipient: string | null;
  note: string | null;
  /** Mails it to the recipient with instructions. */
  send: boolean;
}

/** The address of a setup link. */
export function setupAddress(appUrl: string, secret: string): string {
  return `${appUrl}/setup/${secret}`;
}

/**
 * Creates a setup link for one connection of the space's own organization (docs/model.md#setup-link-lifecycle). Only
 * this response contains the address; what is stored is its digest.
 */
export async function createSetupLink(
  deps: Dependencies,
  ctx: Context,
  input: NewSetupLink,
): Promise<Outcome<SetupLinkView & { url: string }>> {
  const found = await findConnection(deps.store, ctx.space.id, input.connectionId);
  if (found?.link.status !== "own") return noSuchConnection();
  const refusal = notSubscribed(ctx.space) ?? unfit(found, input);
  if (refusal) return refusal;
  const wait = input.send ? await deps.rateLimits.spend("outgoing_by_space", ctx.space.id) : 0;
  if (wait > 0) return tooManyMessages(wait);
  const limited =
    input.send && input.recipient !== null ? await spendMail(deps, ctx.space.id, [input.recipient]) : null;
  if (limited) return limited;
  const { connection } = found;
  const now = deps.now();
  const secret = deps.secrets.secret();
  const url = setupAddress(deps.appUrl, secret);
  const link: SetupLink = {
    id: deps.secrets.id("setup"),
    organizationId: connection.organizationId,
    spaceId: ctx.space.id,
    connectionId: connection.id,
    purpose: input.purpose,
    note: input.note || null,
    recipient: input.recipient,
    createdBy: ctx.user?.id ?? null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + input.hours * 3_600_000),
    revokedAt: null,
    lastUsedAt: null,
  };
  await deps.store.transaction(async (tx) => {
    await tx.setupLinksOf(ctx.space.id).insert({ ...link, hash: deps.secrets.hash(secret) });
    const sent = input.send && link.recipient !== null;
    if (sent) await invite({ ...deps, store: tx }, ctx, { connection, link, url });
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "setup_link.created",
        target: { kind: "setup_link", id: link.id, name: connection.name },
        details: {
          connectionId: connection.id,
          purpose: link.purpose,
          recipient: link.recipient,
          expiresAt: link.expiresAt.toISOString(),
          sent,
        },
      },
      now,
    );
  });
  return done({ ...setupLinkView(link, nothingYet, null, now), url });
}

const tooManyMessages = (wait: number) =>
  refused(
    "rate_limited",
    "too_many_messages",
    `This space has sent too many emails in a short time. Wait ${wait} seconds, then create the link again.`,
    { retryAfter: wait },
  );

/** Mails the link to its recipient. */
async function invite(
  deps: Dependencies,
  { space }: Context,
  { connection, link, url }: { connection: Connection; link: SetupLink; url: string },
): Promise<void> {
  if (link.recipient === null) return;
  const text = setupInvitation({
    spaceName: space.name,
    providerName: providerLabel(connection),
    purpose: link.purpose,
    link: url,
    expiresAt: link.expiresAt,
  });
  await sendMessage(deps, { spaceId: space.id, recipient: link.recipient, ...text });
}

const nothingYet = { openedAt: null, configuredAt: null, testedAt: null, doneAt: null };

function unfit({ draft, live }: ConnectionInSpace, { purpose }: NewSetupLink) {
  if (purpose === "renew" && !draft && !live)
    return refused(
      "conflict",
      "nothing_to_renew",
      "There is nothing to renew yet: this connection has never been configured. Create a link to configure it.",
      { field: "purpose", received: "renew", expected: "configure" },
    );
  return null;
}
