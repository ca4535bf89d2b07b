import { created, type Examples, ids, later, listWith } from "./things";

const ben = {
  id: ids.person,
  email: "ben@orchard.example",
  firstName: "Ben",
  lastName: "Bramley",
  role: "reader",
  roleSource: "manual",
  status: "active",
  licence: "reader",
  isItAdministrator: false,
  permissions: [],
  origin: "manual",
  hasPassword: false,
  hasTwoFactor: false,
  ssoOnly: false,
  createdAt: created,
  lastSignInAt: null,
};

export const peopleExamples: Examples = {
  listUsers: { response: listWith({ ...ben, lastSignInAt: later }) },
  addUser: {
    request: { email: "ben@orchard.example", firstName: "Ben", lastName: "Bramley", role: "reader" },
    response: ben,
  },
  changeUsers: {
    request: { userIds: [ids.person], change: { kind: "role", role: "editor" } },
    response: { changed: [{ id: ids.person, name: "Ben Bramley" }], leftOut: [], sessions: 0, tokens: 0 },
  },
  getUser: { response: ben },
  changeUser: { request: { role: "editor" }, response: { ...ben, role: "editor", licence: "editor" } },
};
