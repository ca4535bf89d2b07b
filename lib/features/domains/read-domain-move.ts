import type { Mover } from "@/lib/db/repositories/domain-moves";
import type { Store } from "@/lib/db/store";
import { type Domain, isVerified } from "@/lib/model/organizations/organization";
import { done, type Outcome, refused } from "@/lib/model/outcome";
import { compareRoles, type Role } from "@/lib/model/people/roles";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { domainNotFound } from "./find-domain";

/** Why somebody stays at the old address. */
export type StaysBecause = "address_taken" | "operator" | "above_own_role" | "works_elsewhere";

/** Somebody who stays at the old address. */
export interface Stays {
  email: string;
  /** The address after the move. */
  target: string;
  because: StaysBecause;
}

/** Whether somebody belongs to the space. */
export const isOf =
  ({ id }: Pick<Space, "id">) =>
  ({ spaceIds }: Pick<Mover, "spaceIds">) =>
    spaceIds.includes(id);

/** The current state of a move between domains. */
export interface DomainMove {
  from: Domain;
  to: Domain;
  /** The spaces whose people move, the one that asks first. */
  spaces: Space[];
  moving: Mover[];
  staying: Stays[];
}

/** Reads who would move to the other domain and who would stay; refuses if there is no such pair of domains. */
export async function readDomainMove(
  store: Store,
  ctx: Pick<Context, "space" | "role">,
  input: { fromId: string; toId: string },
): Promise<Outcome<DomainMove>> {
  const organization = await store.organizationsOf(ctx.space.id).own();
  const domains = organization && store.domainsOf(organization.id);
  const from = await domains?.byId(input.fromId);
  const to = await domains?.byId(input.toId);
  if (!from || !to) return domainNotFound();
  if (from.id === to.id)
    return refused("invalid", "same_domain", "Choose a different domain.", { field: "to" });
  if (!isVerified(to))
    return refused(
      "conflict",
      "domain_not_verified",
      `${to.name} is not verified, so nobody can get an address in it. Verify it first.`,
      { field: "to", received: to.status, expected: "verified" },
    );
  const spaces = await reach(store, ctx.space, from);
  const moving: Mover[] = [];
  const staying: Stays[] = [];
  const movers = store.domainMovesOf(spaces.map(({ id }) => id));
  for (const mover of await movers.movers(from.name, to.name)) {
    const because = staysBecause(mover, ctx.role, isVerified(from));
    if (because === null) moving.push(mover);
    else staying.push({ email: mover.email, target: mover.target, because });
  }
  return done({ from, to, spaces, moving, staying });
}

/**
 * The space itself; while the old domain is verified, also the spaces connected to its organization. Without that
 * proof the domain may have passed to another company, and people of other spaces with it.
 */
async function reach(store: Store, own: Space, from: Domain): Promise<Space[]> {
  if (!isVerified(from)) return [own];
  const guests = await store.organizationGuestsOf(from.organizationId).all();
  const connected = guests.filter(({ status }) => status === "connected").map(({ spaceId }) => spaceId);
  return [own, ...(await store.spaces.byIds(connected))];
}

/** An operator's address is never moved; changing an address means controlling the password reset of its owner. */
function staysBecause(mover: Mover, own: Role, oldIsProved: boolean): Stays["because"] | null {
  if (mover.isOperator) return "operator";
  if (mover.roles.some((role) => compareRoles(role, own) > 0)) return "above_own_role";
  if (mover.taken) return "address_taken";
  if (mover.elsewhere && !oldIsProved) return "works_elsewhere";
  return null;
}
