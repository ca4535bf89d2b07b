import type { Store } from "@/lib/db/store";
import { notSubscribed } from "@/lib/features/connections/sso-permission";
import type { MessageText } from "@/lib/features/notifications/messages/message-text";
import {
  organizationAgreed,
  organizationDeclined,
  organizationRequested,
} from "@/lib/features/notifications/messages/organization-link";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { outsideActor } from "@/lib/features/setup-links/outside-actor";
import type { AuditEntry } from "@/lib/model/audit/audit";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { displayName } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";

/**
 * Asks another space to let its organization sign in people here (docs/model.md#organizations). The answer is the
 * same whether the space exists or not, and so is the list of requests afterwards.
 */
export async function askForOrganization(
  deps: Dependencies,
  ctx: Context,
  slug: string,
): Promise<Outcome<null>> {
  const { space } = ctx;
  const refusal = notSubscribed(space);
  if (refusal) return refusal;
  if (slug === space.slug)
    return refused(
      "invalid",
      "own_organization",
      "This is this space's own address. Its own organization is always linked; enter the address of another space.",
      { field: "slug", received: slug, expected: "another space's address" },
    );
  const wait = await deps.rateLimits.spend("outgoing_by_space", space.id);
  if (wait > 0)
    return refused(
      "rate_limited",
      "too_many_requests",
      `There were too many requests. Wait ${wait} seconds.`,
      {
        retryAfter: wait,
      },
    );
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(space.id);
    const target = await tx.spaces.bySlug(slug);
    const links = await tx.organizationsOf(space.id).linked();
    if (target && links.some(({ organization }) => organization.ownerSpaceId === target.id))
      return refused("conflict", "already_linked", "This space's organization is already linked here.", {
        field: "slug",
        received: slug,
      });
    const now = deps.now();
    const by = ctx.user?.id ?? null;
    const request = { slug, status: "waiting", requestedBy: by, createdAt: now, decidedAt: null } as const;
    if (!(await tx.organizationsOf(space.id).ask(request)))
      return refused("conflict", "already_asked", "You have already asked for this organization.", {
        field: "slug",
        received: slug,
      });
    const requested: SpaceEntry = [
      space.id,
      { actor: ctx.actor, action: "organization.link_requested", details: { slug } },
    ];
    const received = target && (await deliverRequest(deps, tx, ctx, target));
    await appendInOrder(tx, received ? [requested, received] : [requested], now);
    return done(null);
  });
}

/** Puts the request on the other side's list and notifies its administrators; `null` if it is there already. */
async function deliverRequest(
  deps: Dependencies,
  tx: Store,
  { space, user }: Context,
  target: Space,
): Promise<SpaceEntry | null> {
  const organization = await tx.organizationsOf(target.id).own();
  if (!organization) return null;
  const guests = tx.organizationGuestsOf(organization.id);
  if (!(await guests.ask(space.id, user?.id ?? null, deps.now()))) return null;
  const page = organizationPage(deps, target, organization.id);
  await notifyHolders(deps, tx, target, organizationRequested({ space, owner: target, page }));
  return [
    target.id,
    {
      actor: outsideActor(space),
      action: "organization.link_asked_for",
      target: { kind: "organization", id: organization.id, name: organization.name },
      details: { space: space.name, slug: space.slug },
    },
  ];
}

/** Withdraws a request, or removes a declined one from the list. */
export async function withdrawRequest(
  deps: Dependencies,
  ctx: Context,
  slug: string,
): Promise<Outcome<null>> {
  const { space } = ctx;
  return deps.store.transaction(async (tx) => {
    if (!(await tx.organizationsOf(space.id).forgetRequest(slug)))
      return refused(
        "not_found",
        "request_not_found",
        "There is no such request. It may have been answered.",
      );
    const target = await tx.spaces.bySlug(slug);
    const organization = target && (await tx.organizationsOf(target.id).own());
    if (organization) await tx.organizationGuestsOf(organization.id).remove(space.id, ["requested"]);
    await tx
      .auditOf(space.id)
      .append({ actor: ctx.actor, action: "organization.request_withdrawn", details: { slug } }, deps.now());
    return done(null);
  });
}

/** Accepts or declines another space's request for this space's own organization. Both sides see it. */
export async function decideRequest(
  deps: Dependencies,
  ctx: Context,
  input: { spaceId: string; agree: boolean },
): Promise<Outcome<null>> {
  const { space } = ctx;
  return deps.store.transaction(async (tx) => {
    const organization = await tx.organizationsOf(space.id).own();
    const guests = organization && tx.organizationGuestsOf(organization.id);
    const guest = guests && (await guests.bySpace(input.spaceId));
    const asking = guest && (await tx.spaces.byId(guest.spaceId));
    if (!organization || !guests || !guest || !asking) return noRequest();
    const now = deps.now();
    const decided = input.agree
      ? await guests.agree(guest.spaceId, ctx.user?.id ?? null, now)
      : await guests.remove(guest.spaceId, ["requested"]);
    if (!decided) return noRequest();
    const theirs = tx.organizationsOf(asking.id);
    if (input.agree) await theirs.forgetRequest(space.slug);
    else await theirs.decline(space.slug, now);
    const action = input.agree ? "organization.link_agreed" : "organization.link_declined";
    const target = { kind: "organization", id: organization.id, name: organization.name };
    await appendInOrder(
      tx,
      [
        [space.id, { actor: ctx.actor, action, target, details: { space: asking.name, slug: asking.slug } }],
        [asking.id, { actor: outsideActor(space), action, target, details: { slug: space.slug } }],
      ],
      now,
    );
    const page = input.agree
      ? organizationPage(deps, asking, organization.id)
      : `${deps.appUrl}/${asking.slug}/admin/organizations`;
    const write = input.agree ? organizationAgreed : organizationDeclined;
    await notifyHolders(deps, tx, asking, write({ space: asking, owner: space, page }), guest.requestedBy);
    return done(null);
  });
}

function noRequest() {
  return refused("not_found", "request_not_found", "There is no such request. It may have been withdrawn.");
}

export function organizationPage(
  { appUrl }: Pick<Dependencies, "appUrl">,
  space: Pick<Space, "slug">,
  organizationId: string,
): string {
  return `${appUrl}/${space.slug}/admin/organizations/${organizationId}`;
}

export type SpaceEntry = [spaceId: string, entry: AuditEntry];

/** Always in the same order: two such changes at once would otherwise deadlock on each other's audit chains. */
export async function appendInOrder(tx: Store, entries: readonly SpaceEntry[], at: Date): Promise<void> {
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [spaceId, entry] of sorted) await tx.auditOf(spaceId).append(entry, at);
}

/** Writes to the members who manage a space's integrations; with `only`, to that person alone if they still do. */
export async function notifyHolders(
  deps: Dependencies,
  tx: Store,
  space: Pick<Space, "id">,
  message: MessageText,
  only: string | null = null,
): Promise<void> {
  const holders = await tx.membershipsOf(space.id).holdersOf("manage_auth_integrations");
  const active = holders.filter(({ status }) => status === "active");
  const named = active.filter(({ userId }) => userId === only);
  for (const { user } of named.length > 0 ? named : active)
    await sendMessage({ ...deps, store: tx }, { spaceId: space.id, recipient: user.email, ...message });
}

/** The name of a person of the space, for lists; `null` for anybody else. */
export async function nameInSpace(
  store: Store,
  spaceId: string,
  userId: string | null,
): Promise<string | null> {
  const member = userId ? await store.membershipsOf(spaceId).member(userId) : null;
  return member ? displayName(member.user) : null;
}
