import { at, created, type Examples, ids, later, listWith } from "./things";

const space = {
  id: ids.space,
  slug: "orchard",
  externalId: "crm-4711",
  name: "Orchard",
  kind: "standard",
  ssoSubscribed: true,
  seats: { reader: null, editor: 50, admin: 5 },
  seatsInUse: { reader: 0, editor: 0, admin: 0 },
  loginUrl: `${at}/orchard/login`,
  createdAt: created,
  revision: 1,
};
const application = {
  id: ids.application,
  clientId: "orchard-desk",
  name: "Orchard Desk",
  redirectUris: ["https://desk.example/callback"],
  postLogoutRedirectUris: ["https://desk.example/"],
  tokenEndpointAuthMethod: "client_secret_basic",
  jwks: null,
  pkceRequired: true,
  idTokenSignedResponseAlg: "RS256",
  openTo: "all",
  roles: [],
  spaces: [],
  homeUri: "https://desk.example/",
  logoUri: null,
  logo: null,
  initiateLoginUri: null,
  backchannelLogoutUri: null,
  secrets: [
    {
      id: "asec_01kjq2z7e3c1d2e3f4g5",
      prefix: "9n2COH",
      createdAt: created,
      lastUsedAt: null,
      endsAt: null,
    },
  ],
  createdAt: created,
  lastUsedAt: null,
  revision: 1,
};
const withSecret = { ...application, clientSecret: "9n2COHTBU4-4SKki6Xs03dCdHwxvuITgIgTxMsCza4Q" };

export const operatorExamples: Examples = {
  listSpaces: { response: listWith(space) },
  createSpace: {
    request: {
      slug: "orchard",
      name: "Orchard",
      externalId: "crm-4711",
      seats: { editor: 50, admin: 5 },
    },
    response: space,
  },
  getSpace: { response: space },
  changeSpace: {
    request: { seats: { editor: 100 } },
    response: { ...space, seats: { reader: null, editor: 100, admin: 5 }, revision: 2 },
  },
  listApplications: { response: listWith(application) },
  createApplication: {
    request: {
      name: "Orchard Desk",
      redirectUris: ["https://desk.example/callback"],
      postLogoutRedirectUris: ["https://desk.example/"],
      homeUri: "https://desk.example/",
    },
    response: withSecret,
  },
  getApplication: { response: application },
  changeApplication: {
    request: { name: "Orchard Service Desk" },
    response: { ...application, name: "Orchard Service Desk", revision: 2 },
  },
  removeApplication: {},
  rotateApplicationSecret: { request: { overlapHours: 48 }, response: { ...withSecret, revision: 2 } },
  listEvents: {
    response: {
      data: [
        {
          id: ids.event,
          type: "connection.activated",
          at: later,
          space: { id: ids.space, slug: "orchard", externalId: "crm-4711" },
          actor: { kind: "user", id: ids.administrator, name: "Ann Appleby", address: "203.0.113.7" },
          target: { kind: "connection", id: ids.connection, name: "Okta" },
          details: { version: 1 },
        },
      ],
      nextCursor: "ZS4xMjg",
      hasMore: false,
    },
  },
};
