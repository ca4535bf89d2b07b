import type { RosterGroup, RosterPerson } from "../roster";

/** A request as a provider makes it. */
export interface Call {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: object;
}

/** How members of a group changed, by the application's ids. */
export interface MemberChange {
  added: string[];
  removed: string[];
  /** All who are members now. */
  all: string[];
}

/** How one provider speaks SCIM. Ids in calls are the application's. */
export interface Flavour {
  label: string;
  /** Answers the provider's “test connection”. */
  test: Call;
  findPerson(person: RosterPerson): Call;
  createPerson(person: RosterPerson): Call;
  changePerson(id: string, before: RosterPerson, after: RosterPerson): Call[];
  /** No longer assigned. */
  removePerson(id: string, person: RosterPerson): Call[];
  findGroup(group: RosterGroup): Call;
  /** With its first members if the provider sends them along; if not, `changeMembers` follows. */
  createGroup(group: RosterGroup, members: string[]): Call;
  sendsMembersAtCreation: boolean;
  renameGroup(id: string, group: RosterGroup, members: string[]): Call[];
  changeMembers(id: string, group: RosterGroup, change: MemberChange): Call[];
  removeGroup(id: string): Call[];
}

export const core = "urn:ietf:params:scim:schemas:core:2.0:User";
export const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

export const patch = (path: string, ...Operations: object[]): Call => ({
  method: "PATCH",
  path,
  body: { schemas: [patchSchema], Operations },
});

export const asking = (path: string, filter: string, rest = ""): Call => ({
  method: "GET",
  path: `${path}?filter=${encodeURIComponent(filter)}${rest}`,
});

export const values = (ids: readonly string[]) => ids.map((value) => ({ value }));

/** A whole person, as most providers send them. */
export const wholePerson = (person: RosterPerson) => ({
  schemas: [core],
  userName: person.userName,
  externalId: person.id,
  name: { givenName: person.givenName, familyName: person.familyName },
  displayName: `${person.givenName} ${person.familyName}`,
  emails: [{ value: person.userName, type: "work", primary: true }],
  active: person.active,
});
