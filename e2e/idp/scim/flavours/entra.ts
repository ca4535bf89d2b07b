import type { RosterPerson } from "../roster";
import {
  asking,
  type Call,
  enterprise,
  type Flavour,
  groupSchema,
  patch,
  values,
  wholePerson,
} from "./flavour";

type Operation = { op: string; path: string; value: unknown };

/** What differs, one operation each. */
function differences(before: RosterPerson, after: RosterPerson, op: string): Operation[] {
  const of = (path: string, read: (person: RosterPerson) => unknown) =>
    read(before) === read(after) ? [] : [{ op, path, value: read(after) }];
  return [
    ...of("userName", ({ userName }) => userName),
    ...of('emails[type eq "work"].value', ({ userName }) => userName),
    ...of("name.givenName", ({ givenName }) => givenName),
    ...of("name.familyName", ({ familyName }) => familyName),
    ...of("displayName", ({ givenName, familyName }) => `${givenName} ${familyName}`),
  ];
}

const shared = {
  test: asking("/Users", 'userName eq "f1b0c8d5-6a4e-4a5c-8b1e-5f8a0c7e2d3f"'),
  findPerson: ({ userName }: RosterPerson) => asking("/Users", `userName eq ${JSON.stringify(userName)}`),
  createPerson: (person: RosterPerson): Call => ({
    method: "POST",
    path: "/Users",
    body: {
      ...wholePerson(person),
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
      meta: { resourceType: "User" },
      roles: [],
      [enterprise]: { department: "Everyone" },
    },
  }),
  sendsMembersAtCreation: false,
};

const group = {
  findGroup: ({ name }: { name: string }) =>
    asking("/Groups", `displayName eq ${JSON.stringify(name)}`, "&excludedAttributes=members"),
  // Empty at first; members follow.
  createGroup: ({ id, name }: { id: string; name: string }): Call => ({
    method: "POST",
    path: "/Groups",
    body: {
      schemas: [groupSchema],
      externalId: id,
      displayName: name,
      meta: { resourceType: "Group" },
    },
  }),
  removeGroup: (id: string): Call[] => [{ method: "DELETE", path: `/Groups/${id}` }],
};

/** Capital operations, truth as text, one attribute each, members by array. Disables first, deletes later. */
export const entra: Flavour = {
  ...shared,
  ...group,
  label: "Entra ID",
  changePerson: (id, before, after) => [
    patch(
      `/Users/${id}`,
      ...differences(before, after, "Replace"),
      ...(before.active === after.active
        ? []
        : [{ op: "Replace", path: "active", value: after.active ? "True" : "False" }]),
    ),
  ],
  removePerson: (id) => [patch(`/Users/${id}`, { op: "Replace", path: "active", value: "False" })],
  renameGroup: (id, { name }) => [
    patch(`/Groups/${id}`, { op: "Replace", path: "displayName", value: name }),
  ],
  changeMembers: (id, _group, { added, removed }) => [
    ...(added.length > 0
      ? [patch(`/Groups/${id}`, { op: "Add", path: "members", value: values(added) })]
      : []),
    ...(removed.length > 0
      ? [patch(`/Groups/${id}`, { op: "Remove", path: "members", value: values(removed) })]
      : []),
  ],
};

/** The newer flag: lower case, real booleans, one object with dotted names, members by brackets. */
export const entraNewer: Flavour = {
  ...shared,
  ...group,
  label: "Entra ID, newer flag",
  changePerson(id, before, after) {
    const changes = differences(before, after, "replace").map(({ path, value }) => [path, value]);
    if (before.active !== after.active) changes.push(["active", after.active]);
    return [patch(`/Users/${id}`, { op: "replace", value: Object.fromEntries(changes) })];
  },
  removePerson: (id) => [patch(`/Users/${id}`, { op: "replace", path: "active", value: false })],
  renameGroup: (id, { name }) => [patch(`/Groups/${id}`, { op: "replace", value: { displayName: name } })],
  changeMembers: (id, _group, { added, removed }) => [
    ...(added.length > 0
      ? [patch(`/Groups/${id}`, { op: "add", path: "members", value: values(added) })]
      : []),
    ...removed.map((value) => patch(`/Groups/${id}`, { op: "remove", path: `members[value eq "${value}"]` })),
  ],
};
