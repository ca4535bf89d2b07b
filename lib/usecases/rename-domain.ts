import { type Domain, isVerified } from "@/lib/core/model/organization";
import type { Space } from "@/lib/core/model/space";
import { done, type Outcome, refused } from "@/lib/core/outcome";
import { domainNotFound } from "./find-domain";
import { addressChanged } from "./messages/address-changed";
import type { Acting } from "./ports/acting";
import type { Dependencies } from "./ports/dependencies";
import type { Mover } from "./ports/domain-moves";
import type { Store } from "./ports/store";
import { sendMessage } from "./send-message";

/** Why somebody stays at the old address. */
export type StaysBecause = "address_taken" | "operator" | "works_elsewhere";

export interface RenamePreview {
  from: string;
  to: string;
  /** How many would get the new address. */
  people: number;
  /** The same by space, this one first; somebody who belongs to two counts in both. */
  bySpace: { name: string; people: number }[];
  /** Who would stay, and why. */
  staying: { email: string; target: string; because: StaysBecause }[];
}

/** The names in an audit event; more of them would be a list of people and no event. */
const namedInAudit = 200;

/** The verified domains that people could be carried over to. */
export async function domainTargets(
  { store }: Pick<Dependencies, "store">,
  acting: Pick<Acting, "space">,
  fromId: string,
): Promise<{ id: string; name: string }[]> {
  const organization = await store.organizationsOf(acting.space.id).own();
  if (!organization) return [];
  const all = await store.domainsOf(organization.id).all();
  return all
    .filter((domain) => domain.id !== fromId && isVerified(domain))
    .map(({ id, name }) => ({ id, name }));
}

/** Who would be carried over from one domain to another, and who would not; changes nothing. */
export async function previewRename(
  { store }: Pick<Dependencies, "store">,
  acting: Pick<Acting, "space">,
  wish: { fromId: string; toId: string },
): Promise<Outcome<RenamePreview>> {
  const move = await readMove(store, acting, wish);
  if (!move.ok) return move;
  const { from, to, spaces, moving, staying } = move.value;
  const bySpace = spaces
    .map((space) => ({ name: space.name, people: moving.filter(isOf(space)).length }))
    .filter(({ people }) => people > 0);
  return done({ from: from.name, to: to.name, people: moving.length, bySpace, staying });
}

/**
 * Carries people from a domain to another that the same organization has verified (manual 003, "What if my domain
 * name changes?"), in one transaction: they keep their user, and with it all they own, their password and their
 * sessions; their links may bring a new subject at the next sign-in, as many providers make it of the address. Refused
 * where other people would be touched than the `people` that were shown.
 */
export async function renameDomain(
  deps: Dependencies,
  acting: Acting,
  wish: { fromId: string; toId: string; people: number },
): Promise<Outcome<{ moved: number; to: string }>> {
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(acting.space.id);
    const move = await readMove(tx, acting, wish);
    if (!move.ok) return move;
    const { from, to, spaces, moving } = move.value;
    if (moving.length !== wish.people)
      return refused(
        "conflict",
        "people_changed",
        `The people of ${from.name} have changed since you looked: ${moving.length} would get a new address now. Look at the list again.`,
        { received: String(wish.people), expected: String(moving.length) },
      );
    if (moving.length === 0)
      return refused("conflict", "nobody_to_move", `Nobody would get an address at ${to.name}.`);
    const ids = moving.map(({ userId }) => userId);
    const moves = tx.domainMovesOf(spaces.map(({ id }) => id));
    const moved = await moves.move(ids, from.name, to.name);
    const links = await moves.allowRelink(from.organizationId, ids);
    const inside = { ...deps, store: tx };
    await writeDown(inside, acting, move.value, links);
    await tell(inside, move.value);
    return done({ moved, to: to.name });
  });
}

/** In the log of every space that people belong to: an administrator there finds why an address has changed. */
async function writeDown(
  { store, now }: Pick<Dependencies, "store" | "now">,
  acting: Acting,
  { from, to, spaces, moving, staying }: Move,
  links: number,
): Promise<void> {
  for (const space of spaces) {
    const people = moving.filter(isOf(space));
    const own = space.id === acting.space.id;
    if (people.length === 0 && !own) continue;
    await store.auditOf(space.id).append(
      {
        actor: acting.actor,
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

async function tell(deps: Dependencies, { spaces, moving }: Move): Promise<void> {
  for (const mover of moving) {
    const space = spaces.find((one) => isOf(one)(mover));
    if (!space) continue;
    const { firstName, email, target } = mover;
    const text = addressChanged({ space, firstName, from: email, to: target, appUrl: deps.appUrl });
    await sendMessage(deps, { spaceId: space.id, recipient: target, ...text });
  }
}

const isOf =
  ({ id }: Pick<Space, "id">) =>
  ({ spaceIds }: Pick<Mover, "spaceIds">) =>
    spaceIds.includes(id);

/** A change of domain as it stands at this moment. */
interface Move {
  from: Domain;
  to: Domain;
  /** Whose people are carried over, the acting one first. */
  spaces: Space[];
  moving: Mover[];
  staying: RenamePreview["staying"];
}

async function readMove(
  store: Store,
  acting: Pick<Acting, "space">,
  wish: { fromId: string; toId: string },
): Promise<Outcome<Move>> {
  const organization = await store.organizationsOf(acting.space.id).own();
  const domains = organization && store.domainsOf(organization.id);
  const from = await domains?.byId(wish.fromId);
  const to = await domains?.byId(wish.toId);
  if (!from || !to) return domainNotFound();
  if (from.id === to.id)
    return refused("invalid", "same_domain", "Choose another domain than this one.", { field: "to" });
  if (!isVerified(to))
    return refused(
      "conflict",
      "domain_not_verified",
      `${to.name} is not verified, so its addresses cannot be given to anybody. Verify it first.`,
      { field: "to", received: to.status, expected: "verified" },
    );
  const spaces = await reach(store, acting.space, from);
  const moving: Mover[] = [];
  const staying: RenamePreview["staying"] = [];
  const movers = store.domainMovesOf(spaces.map(({ id }) => id));
  for (const mover of await movers.movers(from.name, to.name)) {
    const because = staysBecause(mover, isVerified(from));
    if (because === null) moving.push(mover);
    else staying.push({ email: mover.email, target: mover.target, because });
  }
  return done({ from, to, spaces, moving, staying });
}

/**
 * The space itself; while the old domain is proved, the spaces that were connected to its organization too. Without the
 * proof the domain may be another company's by now, and people of other spaces may be theirs.
 */
async function reach(store: Store, own: Space, from: Domain): Promise<Space[]> {
  if (!isVerified(from)) return [own];
  const guests = await store.organizationGuestsOf(from.organizationId).all();
  const connected = guests.filter(({ status }) => status === "connected").map(({ spaceId }) => spaceId);
  return [own, ...(await store.spaces.byIds(connected))];
}

/** An operator's address is nobody else's affair. */
function staysBecause(mover: Mover, oldIsProved: boolean): StaysBecause | null {
  if (mover.isOperator) return "operator";
  if (mover.taken) return "address_taken";
  if (mover.elsewhere && !oldIsProved) return "works_elsewhere";
  return null;
}
