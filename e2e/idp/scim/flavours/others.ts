import { asking, enterprise, type Flavour, groupSchema, patch, values, wholePerson } from "./flavour";

const find = {
  test: { method: "GET", path: "/ServiceProviderConfig" },
  findPerson: ({ userName }) => asking("/Users", `userName eq ${JSON.stringify(userName)}`),
  findGroup: ({ name }) => asking("/Groups", `displayName eq ${JSON.stringify(name)}`),
} satisfies Partial<Flavour>;

/** Whole people by PUT with empty values, DELETE for those who are removed. */
export const onelogin: Flavour = {
  ...find,
  label: "OneLogin",
  createPerson: (person) => ({
    method: "POST",
    path: "/Users",
    body: {
      ...wholePerson(person),
      phoneNumbers: [{ value: "", type: "work" }],
      title: "",
      [enterprise]: { department: "" },
    },
  }),
  changePerson: (id, _before, after) => [{ method: "PUT", path: `/Users/${id}`, body: wholePerson(after) }],
  removePerson: (id) => [{ method: "DELETE", path: `/Users/${id}` }],
  createGroup: ({ name }) => ({
    method: "POST",
    path: "/Groups",
    body: { schemas: [groupSchema], displayName: name },
  }),
  sendsMembersAtCreation: false,
  renameGroup: (id, { name }) => [
    patch(`/Groups/${id}`, { op: "replace", path: "displayName", value: name }),
  ],
  changeMembers: (id, _group, { all }) => [
    patch(`/Groups/${id}`, { op: "replace", path: "members", value: values(all) }),
  ],
  removeGroup: (id) => [{ method: "DELETE", path: `/Groups/${id}` }],
};

/** PUT for people, lower-case `add members` for groups, and people are suspended before anything else. */
export const jumpcloud: Flavour = {
  ...find,
  label: "JumpCloud",
  test: { method: "GET", path: "/Users?startIndex=1&count=1" },
  createPerson: (person) => ({ method: "POST", path: "/Users", body: wholePerson(person) }),
  changePerson: (id, _before, after) => [{ method: "PUT", path: `/Users/${id}`, body: wholePerson(after) }],
  removePerson: (id, person) => [
    { method: "PUT", path: `/Users/${id}`, body: { ...wholePerson(person), active: false } },
  ],
  createGroup: ({ name }, members) => ({
    method: "POST",
    path: "/Groups",
    body: { schemas: [groupSchema], displayName: name, members: values(members) },
  }),
  sendsMembersAtCreation: true,
  renameGroup: (id, { name }, members) => [
    {
      method: "PUT",
      path: `/Groups/${id}`,
      body: { schemas: [groupSchema], displayName: name, members: values(members) },
    },
  ],
  changeMembers: (id, _group, { added, removed }) => [
    ...(added.length > 0
      ? [patch(`/Groups/${id}`, { op: "add", path: "members", value: values(added) })]
      : []),
    ...(removed.length > 0
      ? [patch(`/Groups/${id}`, { op: "remove", path: "members", value: values(removed) })]
      : []),
  ],
  removeGroup: (id) => [{ method: "DELETE", path: `/Groups/${id}` }],
};

/** What RFC 7644 shows in its examples. */
export const generic: Flavour = {
  ...find,
  label: "Generic SCIM 2.0",
  createPerson: (person) => ({ method: "POST", path: "/Users", body: wholePerson(person) }),
  changePerson: (id, _before, after) => [
    { method: "PUT", path: `/Users/${id}`, body: { ...wholePerson(after), id } },
  ],
  removePerson: (id) => [{ method: "DELETE", path: `/Users/${id}` }],
  createGroup: ({ id, name }, members) => ({
    method: "POST",
    path: "/Groups",
    body: { schemas: [groupSchema], externalId: id, displayName: name, members: values(members) },
  }),
  sendsMembersAtCreation: true,
  renameGroup: (id, { name }) => [
    patch(`/Groups/${id}`, { op: "replace", path: "displayName", value: name }),
  ],
  changeMembers: (id, _group, { added, removed }) => [
    patch(
      `/Groups/${id}`,
      ...(added.length > 0 ? [{ op: "add", path: "members", value: values(added) }] : []),
      ...removed.map((value) => ({ op: "remove", path: `members[value eq "${value}"]` })),
    ),
  ],
  removeGroup: (id) => [{ method: "DELETE", path: `/Groups/${id}` }],
};
