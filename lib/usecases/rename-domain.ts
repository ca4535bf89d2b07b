import { type Domain, isVerified } from "@/lib/core/model/organization";
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
  const pair = await readPair(store, acting, wish);
  if (!pair.ok) return pair;
  const { from, to } = pair.value;
  const { moving, staying } = await sort(store, acting, from, to);
  return done({ from: from.name, to: to.name, people: moving.length, staying });
}

/**
 * Carries the people of the space from a domain to another that the same organization has verified (manual 003, "What
 * if my domain name changes?"), in one transaction: they keep their user, and with it all they own, their
 * password and their sessions; their links may bring a new subject at the next sign-in, as many providers make it
 * of the address. Refused where other people would be touched than the `people` that were shown.
 */
export async function renameDomain(
  deps: Dependencies,
  acting: Acting,
  wish: { fromId: string; toId: string; people: number },
): Promise<Outcome<{ moved: number; to: string }>> {
  const now = deps.now();
  return deps.store.transaction(async (tx) => {
    await tx.spaces.lock(acting.space.id);
    const pair = await readPair(tx, acting, wish);
    if (!pair.ok) return pair;
    const { from, to } = pair.value;
    const { moving, staying } = await sort(tx, acting, from, to);
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
    const moves = tx.domainMovesOf(acting.space.id);
    const moved = await moves.move(ids, from.name, to.name);
    const links = await moves.allowRelink(from.organizationId, ids);
    await tx.auditOf(acting.space.id).append(
      {
        actor: acting.actor,
        action: "domain.renamed",
        target: { kind: "domain", id: from.id, name: from.name },
        details: {
          to: to.name,
          people: moved,
          staying: staying.length,
          links,
          addresses: moving.slice(0, namedInAudit).map(({ email }) => email),
        },
      },
      now,
    );
    for (const { firstName, email, target } of moving) {
      const text = addressChanged({
        space: acting.space,
        firstName,
        from: email,
        to: target,
        appUrl: deps.appUrl,
      });
      await sendMessage({ ...deps, store: tx }, { spaceId: acting.space.id, recipient: target, ...text });
    }
    return done({ moved, to: to.name });
  });
}

async function readPair(
  store: Store,
  acting: Pick<Acting, "space">,
  wish: { fromId: string; toId: string },
): Promise<Outcome<{ from: Domain; to: Domain }>> {
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
  return done({ from, to });
}

/**
 * Who goes and who stays. An operator's address is nobody else's affair. Somebody who works in another space too is
 * carried over only while the old domain is proved: else it could be another company's by now, and so could they.
 */
async function sort(store: Store, acting: Pick<Acting, "space">, from: Domain, to: Domain) {
  const moving: Mover[] = [];
  const staying: RenamePreview["staying"] = [];
  for (const mover of await store.domainMovesOf(acting.space.id).movers(from.name, to.name)) {
    const because = staysBecause(mover, isVerified(from));
    if (because === null) moving.push(mover);
    else staying.push({ email: mover.email, target: mover.target, because });
  }
  return { moving, staying };
}

function staysBecause(mover: Mover, oldIsProved: boolean): StaysBecause | null {
  if (mover.isOperator) return "operator";
  if (mover.taken) return "address_taken";
  if (mover.elsewhere && !oldIsProved) return "works_elsewhere";
  return null;
}
