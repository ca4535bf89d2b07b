import type { Store } from "@/lib/db/store";
import { admitsUpTo } from "@/lib/model/connections/authority";
import type { Authority, Connection, SignInOption } from "@/lib/model/connections/connection";
import { asRulesRead } from "@/lib/model/mapping/friendly-names";
import { withTeamRoles } from "@/lib/model/mapping/team-roles";
import { parseEmailAddress } from "@/lib/model/people/email-address";
import type { User } from "@/lib/model/people/person";
import type { Role } from "@/lib/model/people/roles";
import type { AdmissionFacts } from "@/lib/model/sign-in/admission-facts";
import type { LinkedIdentity } from "@/lib/model/sign-in/attempt";
import type { ClaimedPerson } from "@/lib/model/sign-in/claimed-person";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import type { Space } from "@/lib/model/spaces/space";
import { type AddressChange, addressChangeOf } from "./address-change";
import { connectionAllowed } from "./connection-allowed";

/** The user behind a claimed person, for the connection that vouches for them: the same for every space. */
export interface ExistingPerson {
  domainIsOurs: boolean;
  /** The user found by (connection, issuer, subject), else by address. */
  user: User | null;
  linkBySubject: LinkedIdentity | null;
  linkOfUser: LinkedIdentity | null;
  addressChange: AddressChange | null;
}

/**
 * By (connection, issuer, subject) first, else by email address (docs/model.md#known-identity). `upTo`: the highest
 * role that the connection may vouch for, which bounds whose address follows.
 */
export async function recognise(
  store: Store,
  connection: Connection,
  person: ClaimedPerson,
  upTo: Role = "admin",
): Promise<ExistingPerson> {
  const { identities } = store.connectionsOf(connection.organizationId);
  const found = await identities.recognise(connection.id, person);
  const { link: linkBySubject, domainIsOurs } = found;
  const user = linkBySubject ? found.user : await store.users.byEmail(person.email);
  const linkOfUser = user && !linkBySubject ? await identities.byUser(connection.id, user.id) : null;
  const addressChange = linkBySubject && (await addressChangeOf(store, connection, person, found, upTo));
  return { domainIsOurs, user, linkBySubject, linkOfUser, addressChange };
}

/** The facts that admission rests on, with rows read on the way, to spare a second read. */
export interface ReadFacts extends AdmissionFacts {
  /** The teams that rules have given the person; `null` if they are not a member. */
  mappedTeams: readonly string[] | null;
}

const noSeats: Record<Role, number> = { reader: 0, editor: 0, admin: 0 };

/**
 * Reads the facts for the admission to one space. Counts are read only if the decision needs them. Inside the
 * transaction of a sign-in the space's row must be locked before, so that the counts stay true.
 */
export async function admissionFacts(
  store: Store,
  input: {
    connection: Connection;
    space: Space;
    option: SignInOption;
    identity: VerifiedIdentity;
    person: ClaimedPerson;
    existing: ExistingPerson;
    startedAtProvider: boolean;
    /** The role of the person who put this version live. */
    version: Authority;
  },
): Promise<ReadFacts> {
  const { connection, space, option, identity, person, existing } = input;
  const memberships = store.membershipsOf(space.id);
  const standing = existing.user ? await memberships.standing(existing.user.id) : null;
  const membership = standing?.membership ?? null;
  const administrators = membership?.role === "admin" ? await memberships.administrators() : [];
  const capped = Object.keys(space.seats).length > 0;
  const { settings } = option;
  // A person found by their subject may come with any address: their own counts.
  const isTheirs =
    existing.domainIsOurs &&
    existing.user !== null &&
    parseEmailAddress(existing.user.email)?.domain === person.domain;
  const givesTeams = settings.defaultTeams.length > 0 || settings.rules.some((rule) => rule.teams.length > 0);
  const teams = givesTeams ? await store.teamsOf(space.id).all() : [];
  return {
    space,
    option: { ...option, settings: withTeamRoles(settings, teams) },
    connectionIsLive: connection.liveConfigurationId !== null,
    admitsUpTo: admitsUpTo(input.version, option),
    identity: asRulesRead(identity, settings),
    person,
    domainIsOurs: existing.domainIsOurs,
    startedAtProvider: input.startedAtProvider,
    linkBySubject: existing.linkBySubject,
    userByEmail: existing.linkBySubject ? null : existing.user,
    linkOfUser: existing.linkOfUser,
    addressChange: existing.addressChange,
    membership,
    mappedTeams: standing?.mappedTeams ?? null,
    connectionAllowed: await connectionAllowed(store, {
      spaceId: space.id,
      connection,
      user: existing.user,
      isTheirs,
      chosenConnections: standing?.chosenConnections,
    }),
    otherAdministrators: administrators.filter(
      ({ userId, status }) => userId !== membership?.userId && status === "active",
    ).length,
    seatsInUse: capped ? await memberships.seatsInUse() : noSeats,
  };
}
