import { at, created, type Examples, expires, ids, later, listWith } from "./things";

const directory = {
  id: ids.directory,
  name: "Okta people",
  provider: "okta",
  status: "observing",
  connectionId: null,
  baseUrl: `${at}/api/scim/v2/${ids.directory}`,
  createdAt: created,
  activatedAt: null,
  lastRequestAt: null,
};
const active = { ...directory, status: "active", activatedAt: later, lastRequestAt: later };
const credential = {
  id: ids.credential,
  prefix: "ghd_-eN9Me",
  createdAt: created,
  expiresAt: expires,
  lastUsedAt: null,
  endedAt: null,
};
const secret = { ...credential, prefix: "ghc_nh72hY" };
const person = {
  id: ids.feedPerson,
  userName: "ben@orchard.example",
  externalId: "00u1a2b3c4d5e6f7g8h9",
  active: true,
  userId: ids.person,
  state: "applied",
  reason: null,
  explanation: null,
  updatedAt: later,
};
const request = {
  id: ids.feedRequest,
  at: later,
  kind: "people",
  resourceId: null,
  method: "POST",
  path: "/Users",
  status: 409,
  scimType: "uniqueness",
  detail: "Another person of this directory has the userName “ben@orchard.example”.",
  changed: [],
  ignored: [],
  explanation: {
    cause: "Another person of this directory has the userName “ben@orchard.example”.",
    fix: "Correct one of the two entries at the identity provider, or delete the one that is no longer used.",
    fixedBy: "identity_provider",
  },
  replayOf: null,
  replayedAs: null,
  milliseconds: 12,
};
const served = {
  ...request,
  id: "dreq_01kjq2s1y7b1c2d3e4f5",
  resourceId: ids.feedPerson,
  status: 201,
  scimType: null,
  detail: null,
  changed: ["created ben@orchard.example"],
  explanation: null,
  replayOf: ids.feedRequest,
};
const group = {
  id: ids.group,
  displayName: "Editors",
  externalId: null,
  members: 12,
  gives: [{ spaceId: ids.space, spaceName: "Orchard", role: "editor", teams: [] }],
  updatedAt: later,
};
const licence = { needed: 0, free: null };

export const directoryExamples: Examples = {
  listDirectories: { response: { data: [active] } },
  createDirectory: { request: { name: "Okta people", provider: "okta" }, response: directory },
  getDirectory: { response: directory },
  changeDirectory: {
    request: { name: "Okta, Europe" },
    response: { ...directory, name: "Okta, Europe" },
  },
  dryRunDirectory: {
    response: {
      people: 1,
      matched: 0,
      new: 1,
      conflicting: 0,
      ambiguous: 0,
      leaving: 0,
      licences: { reader: { needed: 1, free: 12 }, editor: licence, admin: licence },
      rows: [
        {
          personId: ids.feedPerson,
          userName: "ben@orchard.example",
          active: true,
          outcome: "new",
          matchedBy: null,
          users: [],
          reason: null,
          standing: "join",
          role: "reader",
          roleBefore: null,
          waits: false,
          explanation: "Nobody here has this address yet: a new member.",
        },
      ],
    },
  },
  activateDirectory: { response: active },
  pauseDirectory: { response: { ...active, status: "paused" } },
  resumeDirectory: { response: active },
  getDirectoryRemoval: { response: { people: 120, groups: 4, withAccess: 118, alwaysKeep: 2, held: 0 } },
  removeDirectory: {},
  listDirectoryTokens: { response: { data: [{ ...credential, lastUsedAt: later }] } },
  createDirectoryToken: {
    request: { expiresAt: expires },
    response: { ...credential, token: "ghd_-eN9MeuaG9hxDw_iVKCbrJwMapbKsUe18Lcw4ehm47Q" },
  },
  revokeDirectoryToken: {},
  getDirectoryClient: {
    response: {
      clientId: ids.directory,
      tokenUrl: `${at}/oauth/token`,
      scope: "scim",
      secrets: [secret],
    },
  },
  createDirectoryClientSecret: {
    request: { expiresAt: expires },
    response: {
      ...secret,
      clientId: ids.directory,
      clientSecret: "ghc_nh72hYbASiz7KGC2MwjAAdnCXiF8xHbmYgP87vHIcSA",
    },
  },
  revokeDirectoryClientSecret: {},
  listDirectoryPeople: { response: listWith(person) },
  decideHeldPeople: { request: { decision: "reject" }, response: { people: 31 } },
  listDirectoryRequests: { response: listWith(request) },
  getDirectoryRequest: {
    response: {
      ...request,
      body: { userName: "ben@orchard.example" },
      address: "198.51.100.20",
      replayable: true,
      notReplayable: null,
    },
  },
  replayDirectoryRequest: { response: served },
  listDirectoryGroups: { response: listWith(group) },
  listDirectoryGroupPeople: { response: listWith(person) },
  getDirectoryHealth: {
    response: {
      status: "active",
      alert: null,
      lastRequestAt: later,
      requests: 240,
      failed: 1,
      lastFailure: null,
      people: 120,
      groups: 4,
      due: 0,
      byState: { waiting: 0, applied: 119, conflict: 1, held: 0, kept: 0, refused: 0 },
      tokens: 1,
      secrets: 0,
      nextExpiry: expires,
    },
  },
};
