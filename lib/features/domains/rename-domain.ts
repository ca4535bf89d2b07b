import { addressChanged } from "@/lib/features/notifications/messages/address-changed";
import { sendMessage } from "@/lib/features/notifications/send-message";
import { isVerified } from "@/lib/model/organizations/organization";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import { type DomainMove, isOf, readDomainMove, type Stays } from "./read-domain-move";

export interface RenamePreview {
  from: string;
  to: string;
  /** How many would get the new address. */
  people: number;
  /** The same by space, this one first; somebody who belongs to two counts in both. */
  bySpace: { name: string; people: number }[];
  /** Who would stay, and why. */
  staying: Stays[];
}

/** The most names in an audit event; more would be a list of people rather than an event. */
const namedInAudit = 200;

/** The verified domains that people could be moved to. */
export async function domainTargets(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space">,
  fromId: string,
): Promise<{ id: string; name: string }[]> {
  const organization = await store.organizationsOf(ctx.space.id).own();
  if (!organization) return [];
  const all = await store.domainsOf(organization.id).all();
  return all
    .filter((domain) => domain.id !== fromId && isVerified(domain))
    .map(({ id, name }) => ({ id, name }));
}

/** Who would be moved from one domain to another, and who would not; changes nothing. */
export async function previewRename(
  { store }: Pick<Dependencies, "store">,
  ctx: Pick<Context, "space" | "role">,
  input: { fromId: string; toId: string },
): Promise<Outcome<RenamePreview>> {
  const move = await readDomainMove(store, ctx, input);
  if (!move.ok) return move;
  const { from, to, spaces, moving, staying } = move.value;
  const bySpace = spaces
    .map((space) => ({ name: space.name, people: moving.filter(isOf(space)).length }))
    .filter(({ people }) => people > 0);
  return done({ from: from.name, to: to.name, people: moving.length, bySpace, staying });
}

/**
 * Moves people from a domain to another that the same organization has verified (docs/model.md#domains), in one
 * transaction: they keep their user, and with it everything they own, their password and their sessions; their links
 * may bring a new subject at the next sign-in, as many providers derive it from the address. Refused if a different
 * number of people would be affected than the `people` that were shown.
 */
export async function renameDomain(
  deps: Dependencies,
  ctx: Context,
  input: { fromId: string; toId: string; people: number },
): Promise<Outcome<{ moved: number; to: string }>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(ctx.space.id);
    const move = await readDomainMove(tx, ctx, input);
    if (!move.ok) return move;
    const { from, to, spaces, moving } = move.value;
    if (moving.length !== input.people)
      return refused(
        "conflict",
        "people_changed",
        `The people of ${from.name} have changed since you opened this page: ${moving.length} would now get a new address. Check the list again.`,
        { received: String(input.people), expected: String(moving.length) },
      );
    if (moving.length === 0)
      return refused("conflict", "nobody_to_move", `Nobody would get an address at ${to.name}.`);
    const ids = moving.map(({ userId }) => userId);
    const moves = tx.domainMovesOf(spaces.map(({ id }) => id));
    const moved = await moves.move(ids, from.name, to.name);
    const links = await moves.allowRelink(from.organizationId, ids);
    const inside = { ...deps, store: tx };
    await writeDown(inside, ctx, move.value, links);
    await notifyMoved(inside, move.value);
    return done({ moved, to: to.name });
  });
}

/** In the log of every space that people belong to: an administrator there finds why an address has changed. */
async function writeDown(
  { store, now }: Pick<Dependencies, "store" | "now">,
  ctx: Context,
  { from, to, spaces, moving, staying }: DomainMove,
  links: number,
): Promise<void> {
  for (const space of spaces) {
    const people = moving.filter(isOf(space));
    const own = space.id === ctx.space.id;
    if (people.length === 0 && !own) continue;
    await store.auditOf(space.id).append(
      {
        actor: ctx.actor,
        action: "domain.renamed",
        target: { kind: "domain", id: from.id, name: from.name },
        details: {
          to: to.name,
          people: people.length,
          ...(own ? { everywhere: moving.length, staying: staying.length, links } : {}),
          addresses: people.slice(0, namedInAudit).map(({ email }) => email),
        },
      },
      now(),
    );
  }
}

async function notifyMoved(deps: Dependencies, { spaces, moving }: DomainMove): Promise<void> {
  for (const mover of moving) {
    const space = spaces.find((one) => isOf(one)(mover));
    if (!space) continue;
    const { firstName, email, target } = mover;
    const text = addressChanged({ space, firstName, from: email, to: target, appUrl: deps.appUrl });
    await sendMessage(deps, { spaceId: space.id, recipient: target, ...text });
  }
}
