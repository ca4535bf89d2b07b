import { created, type Examples, expires, ids, later, listWith } from "./things";

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

const noneEnded = { sessions: 0, tokens: 0, toolTokens: 0, applications: 0 };
const team = { id: ids.team, name: "Sales", defaultRole: null, members: 12, createdAt: created };

export const peopleExamples: Examples = {
  listUsers: { response: listWith({ ...ben, lastSignInAt: later }) },
  addUser: {
    request: {
      email: "ben@orchard.example",
      firstName: "Ben",
      lastName: "Bramley",
      role: "reader",
      sendInvitation: false,
    },
    response: ben,
  },
  changeUsers: {
    request: { userIds: [ids.person], change: { kind: "role", role: "editor" } },
    response: { changed: [{ id: ids.person, name: "Ben Bramley" }], leftOut: [], ...noneEnded },
  },
  getUser: { response: ben },
  changeUser: { request: { role: "editor" }, response: { ...ben, role: "editor", licence: "editor" } },
  listTeams: { response: listWith(team) },
  createTeam: {
    request: { name: "Sales", defaultRole: "editor" },
    response: { ...team, defaultRole: "editor", members: 0 },
  },
  getTeam: { response: team },
  changeTeam: { request: { name: "Sales, Europe" }, response: { ...team, name: "Sales, Europe" } },
  removeTeam: {},
  listTeamMembers: {
    response: listWith({
      userId: ids.person,
      email: "ben@orchard.example",
      firstName: "Ben",
      lastName: "Bramley",
      role: "reader",
      status: "active",
      source: "manual",
      lastSignInAt: later,
    }),
  },
  addTeamMember: {},
  removeTeamMember: {},
  listSessions: {
    response: listWith({
      id: ids.session,
      userId: ids.person,
      userEmail: "ben@orchard.example",
      userName: "Ben Bramley",
      way: "connection",
      connectionId: ids.connection,
      address: "203.0.113.7",
      userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Firefox/128.0",
      createdAt: created,
      lastSeenAt: later,
      expiresAt: expires,
    }),
  },
  endSession: {},
  endUserSessions: { response: { ended: 2 } },
  endUserAccess: {
    request: { includingOwn: false },
    response: {
      ...{ sessions: 3, personalTokens: 1, toolTokens: 0 },
      ...{ refreshTokens: 1, applications: 2, applicationsTold: 2 },
    },
  },
};
