import {
  type ConnectionInSpace,
  findConnection,
  noSuchConnection,
} from "@/lib/features/connections/find-connection";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import { spendMail } from "@/lib/features/notifications/mail-limits";
import { setupInvitation } from "@/lib/features/notifications/messages/setup-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { ownOrganization } from "@/lib/features/organizations/own-organization";
import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import type { Connection } from "@/lib/model/connections/connection";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { displayName } from "@/lib/model/people/person";
import type { SetupLink, SetupScope } from "@/lib/model/setup-links/setup-link";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { SetupLinkView } from "@/lib/schemas/setup-link";
import { returnUrlRefusal } from "./return-url";
import { setupLinkView } from "./setup-link-view";

export interface NewSetupLink {
  scope: SetupScope;
  /** `null` for the space. */
  connectionId: string | null;
  /** Only programs and operators give it: on the screens, activating stays inside. */
  mayActivate?: boolean;
  returnUrl?: string | null;
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
 * Creates a setup link for the space, or for one connection of its own organization
 * (docs/model.md#setup-link-lifecycle). Only this response contains the address; what is stored is its digest.
 */
export async function createSetupLink(
  deps: Dependencies,
  ctx: Context,
  input: NewSetupLink,
): Promise<Outcome<SetupLinkView & { url: string }>> {
  const target = await findTarget(deps, ctx, input);
  if (!target.ok) return target;
  const refusal = notSubscribed(ctx.space) ?? (await returnUrlRefusal(deps, ctx, input.returnUrl ?? null));
  if (refusal) return refusal;
  const limited = await mailRefusal(deps, ctx, input);
  if (limited) return limited;
  const connection = target.value?.connection ?? null;
  const secret = deps.secrets.secret();
  const url = setupAddress(deps.appUrl, secret);
  return deps.store.transaction(async (tx) => {
    const organizationId =
      connection?.organizationId ?? (await ownOrganization(tx, ctx.space, deps.secrets, deps.now())).id;
    const link = newLink(deps, ctx, input, { organizationId, connectionId: connection?.id ?? null });
    await tx.setupLinksOf(ctx.space.id).insert({ ...link, hash: deps.secrets.hash(secret) });
    const sent = await mailLink({ ...deps, store: tx }, ctx, { input, link, connection, url });
    await tx.auditOf(ctx.space.id).append(
      {
        actor: ctx.actor,
        action: "setup_link.created",
        target: { kind: "setup_link", id: link.id, name: connection?.name ?? ctx.space.name },
        details: {
          scope: input.scope,
          connectionId: link.connectionId,
          purpose: link.purpose,
          mayActivate: link.activatesAs !== null,
          returnUrl: link.returnUrl,
          recipient: link.recipient,
          expiresAt: link.expiresAt.toISOString(),
          sent,
        },
      },
      link.createdAt,
    );
    return done({ ...setupLinkView(link, nothingYet, null, link.createdAt), url });
  });
}

function newLink(
  deps: Pick<Dependencies, "secrets" | "now">,
  ctx: Context,
  input: NewSetupLink,
  about: Pick<SetupLink, "organizationId" | "connectionId">,
): SetupLink {
  const now = deps.now();
  return {
    ...about,
    id: deps.secrets.id("setup"),
    spaceId: ctx.space.id,
    purpose: input.scope === "renew" ? "renew" : "configure",
    forSpace: input.scope === "space",
    // Nobody hands on more than their own role.
    activatesAs: input.mayActivate ? ctx.role : null,
    returnUrl: input.returnUrl ?? null,
    note: input.note || null,
    recipient: input.recipient,
    createdBy: ctx.user?.id ?? null,
    createdAt: now,
    expiresAt: new Date(now.getTime() + input.hours * 3_600_000),
    revokedAt: null,
    lastUsedAt: null,
  };
}

/** The connection that the link is for; nothing for a whole space. */
async function findTarget(
  deps: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  { scope, connectionId }: NewSetupLink,
): Promise<Outcome<ConnectionInSpace | null>> {
  if (scope === "space") return done(null);
  const found = connectionId ? await findConnection(deps.store, ctx.space.id, connectionId) : null;
  if (found?.link.status !== "own") return noSuchConnection();
  if (scope === "renew" && !found.draft && !found.live)
    return refused(
      "conflict",
      "nothing_to_renew",
      "There is nothing to renew yet: this connection has never been configured. Create a link to configure it.",
      { field: "scope", received: "renew", expected: "connection" },
    );
  return done(found);
}

async function mailRefusal(deps: Dependencies, ctx: Context, input: NewSetupLink) {
  const wait = input.send ? await deps.rateLimits.spend("outgoing_by_space", ctx.space.id) : 0;
  if (wait > 0)
    return refused(
      "rate_limited",
      "too_many_messages",
      `This space has sent too many emails in a short time. Wait ${wait} seconds, then create the link again.`,
      { retryAfter: wait },
    );
  return input.send && input.recipient !== null ? spendMail(deps, ctx.space.id, [input.recipient]) : null;
}

/** Mails the link on request; returns whether it did. */
async function mailLink(
  deps: Dependencies,
  ctx: Context,
  about: { input: NewSetupLink; link: SetupLink; connection: Connection | null; url: string },
): Promise<boolean> {
  const { input, link, connection, url } = about;
  if (!input.send || link.recipient === null) return false;
  await sendMessage(deps, {
    spaceId: ctx.space.id,
    recipient: link.recipient,
    ...setupInvitation({
      spaceName: ctx.space.name,
      invitedBy: ctx.user ? displayName(ctx.user) : null,
      providerName: connection && providerLabel(connection),
      purpose: link.purpose,
      mayActivate: link.activatesAs !== null,
      link: url,
      expiresAt: link.expiresAt,
    }),
  });
  return true;
}

const nothingYet = { openedAt: null, configuredAt: null, testedAt: null, doneAt: null };
