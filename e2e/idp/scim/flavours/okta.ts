import { asking, type Flavour, groupSchema, patch, values, wholePerson } from "./flavour";

/** Whole profiles by PUT, access by PATCH without a path, never DELETE for people, names of groups with every push. */
export const okta: Flavour = {
  label: "Okta",
  test: { method: "GET", path: "/Users?startIndex=1&count=2" },
  findPerson: ({ userName }) =>
    asking("/Users", `userName eq ${JSON.stringify(userName)}`, "&startIndex=1&count=100"),
  createPerson: (person) => ({
    method: "POST",
    path: "/Users",
    body: { ...wholePerson(person), locale: "en-US", groups: [], password: "1mz050nq" },
  }),
  changePerson(id, before, after) {
    if (!after.active) return [patch(`/Users/${id}`, { op: "replace", value: { active: false } })];
    const back = before.active ? [] : [patch(`/Users/${id}`, { op: "replace", value: { active: true } })];
    const body = { ...wholePerson(after), id, groups: [], meta: { resourceType: "User" } };
    return [...back, { method: "PUT", path: `/Users/${id}`, body }];
  },
  removePerson: (id) => [patch(`/Users/${id}`, { op: "replace", value: { active: false } })],
  findGroup: ({ name }) =>
    asking("/Groups", `displayName eq ${JSON.stringify(name)}`, "&startIndex=1&count=100"),
  createGroup: ({ name }, members) => ({
    method: "POST",
    path: "/Groups",
    body: { schemas: [groupSchema], displayName: name, members: values(members) },
  }),
  sendsMembersAtCreation: true,
  renameGroup: (id, { name }) => [
    patch(`/Groups/${id}`, { op: "replace", value: { id, displayName: name } }),
  ],
  changeMembers: (id, { name }, { added, removed }) => [
    patch(`/Groups/${id}`, { op: "replace", value: { id, displayName: name } }),
    patch(
      `/Groups/${id}`,
      ...removed.map((value) => ({ op: "remove", path: `members[value eq "${value}"]` })),
      ...(added.length > 0 ? [{ op: "add", path: "members", value: values(added) }] : []),
    ),
  ],
  removeGroup: (id) => [{ method: "DELETE", path: `/Groups/${id}` }],
};
