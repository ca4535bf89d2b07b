import { people as simulatorPeople } from "../people";

/** A person of the simulator's directory. */
export interface RosterPerson {
  /** The provider's own id: SCIM's `externalId`. */
  id: string;
  userName: string;
  givenName: string;
  familyName: string;
  active: boolean;
}

/** A group of the simulator's directory. */
export interface RosterGroup {
  id: string;
  name: string;
  /** Ids of people. */
  members: string[];
}

/** Who is assigned to the application, as the provider's administrator edits it. */
export interface Roster {
  people: RosterPerson[];
  groups: RosterGroup[];
}

/** What has been pushed, with the ids that the application gave. */
export interface Pushed {
  people: Map<string, { remoteId: string; person: RosterPerson }>;
  groups: Map<string, { remoteId: string; group: RosterGroup }>;
}

const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");

/** The people and groups of the other simulators, as far as they have an address of acme.example. */
export function firstRoster(): Roster {
  const assigned = simulatorPeople.filter(
    ({ email, groups }) => email?.endsWith("@acme.example") && groups.length < 10,
  );
  const names = new Set(assigned.flatMap(({ groups }) => groups));
  return {
    people: assigned.map(({ id, email, givenName, familyName }) => ({
      id,
      userName: email ?? "",
      givenName,
      familyName,
      active: true,
    })),
    groups: [...names].map((name) => ({
      id: `group-${slug(name)}`,
      name,
      members: assigned.filter(({ groups }) => groups.includes(name)).map(({ id }) => id),
    })),
  };
}

/** Nothing has been pushed yet. */
export const nothingPushed = (): Pushed => ({ people: new Map(), groups: new Map() });
