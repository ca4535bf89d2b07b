import type { SpaceSessions } from "@/lib/db/repositories/space-sessions";
import { providerLabel } from "@/lib/features/test-runs/test-result-view";
import type { Domain } from "@/lib/model/organizations/organization";
import { isVerified } from "@/lib/model/organizations/organization";
import { displayName, type Member } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { PrepareFacts } from "@/lib/schemas/sso-views";

const namesShown = 5;

/**
 * The facts behind the recommendations and the checklist of the step Prepare, as they are now: whom and what a new
 * connection affects. Counts only; the names stay in the lists of people.
 */
export async function prepareFacts(
  deps: Pick<Dependencies, "store" | "now">,
  ctx: Pick<Context, "space" | "user">,
): Promise<PrepareFacts> {
  const { store } = deps;
  const { space, user } = ctx;
  const memberships = store.membershipsOf(space.id);
  const counts = await memberships.counts();
  const tokens = await store.tokensOf(space.id).countLive(deps.now());
  const sessions: SpaceSessions = store.sessionsOf(space.id);
  const others = await sessions.countLive(deps.now(), user?.id);
  const organization = await store.organizationsOf(space.id).own();
  const domains = organization ? await store.domainsOf(organization.id).all() : [];
  const administrators = (await memberships.administrators()).filter(staysIn);
  const domain = user?.email.split("@")[1] ?? "";
  const seats = space.seats.reader;
  return {
    signedIn: { otherPeople: others.people, otherSessions: others.sessions },
    people: {
      active: counts.active,
      pending: counts.pending,
      withoutPassword: counts.active - counts.withPassword,
      withTwoFactor: counts.withTwoFactor,
    },
    tokens,
    tokensEnd: !(await store.optionsOf(space.id).all()).some(({ status }) => status === "active"),
    domains: await Promise.all(domains.map((one) => domainFact(memberships, one))),
    itAdministrators: {
      count: administrators.length,
      names: administrators.slice(0, namesShown).map(({ user: person }) => displayName(person)),
    },
    passwordSignIn: space.passwordSignIn,
    ownAddress: {
      email: user?.email ?? "",
      domain,
      verified: domains.some((one) => one.name === domain && isVerified(one)),
    },
    freeReaderSeats:
      seats === undefined ? null : Math.max(0, seats - (await memberships.seatsInUse()).reader),
    kind: space.kind,
    unfinished: organization ? await unfinishedOf(deps, space.id, organization.id) : [],
  };
}

/** The emergency access if single sign-on is broken: an IT administrator who has a password. */
function staysIn({ isItAdministrator, status, user }: Member): boolean {
  return isItAdministrator && status === "active" && user.hasPassword;
}

async function domainFact(
  memberships: ReturnType<Dependencies["store"]["membershipsOf"]>,
  { name, status }: Domain,
): Promise<PrepareFacts["domains"][number]> {
  const total = await memberships.count({ search: `@${name}`, status: "active" });
  return { name, status, people: total };
}

async function unfinishedOf(
  { store }: Pick<Dependencies, "store">,
  spaceId: string,
  organizationId: string,
): Promise<PrepareFacts["unfinished"]> {
  const drafts = (await store.optionsOf(spaceId).all()).filter(({ status }) => status === "draft");
  const waiting = new Set(drafts.map(({ connectionId }) => connectionId));
  return (await store.connectionsOf(organizationId).all())
    .filter(({ id }) => waiting.has(id))
    .map((connection) => ({
      id: connection.id,
      name: connection.name,
      providerName: providerLabel(connection),
    }));
}
