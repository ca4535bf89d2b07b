import { exampleCertificate } from "./certificate";
import { at, created, type Examples, ids, later, listWith } from "./things";
import { createdToken } from "./tokens";

const settings = {
  entityId: "http://www.okta.com/exk1a2b3c4d5e6f7g8h9",
  loginUrl: "https://orchard.okta.com/app/exk1a2b3c4d5e6f7g8h9/sso/saml",
  certificates: [exampleCertificate],
};
const version = {
  id: ids.version,
  version: 1,
  state: "draft",
  testedAt: null,
  ...settings,
  logoutUrl: null,
  singleLogoutUrl: null,
  singleLogoutBinding: "redirect",
  singleLogoutResponseUrl: null,
  metadataUrl: null,
  binding: "redirect",
  nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  subjectAttribute: null,
  loginFlow: "sp",
  signed: "both",
  forceReauthentication: false,
  refuseEndedCertificates: false,
};
const sso = `${at}/api/sso/saml/${ids.connection}`;

/** As it was created. */
export const draftConnection = {
  id: ids.connection,
  name: "Okta",
  reference: "okta",
  protocol: "saml",
  provider: "okta",
  status: "draft",
  revision: 2,
  createdAt: created,
  lastUsedAt: null,
  configuration: version,
  live: null,
  serviceProvider: {
    entityId: `${sso}/metadata`,
    acsUrl: `${sso}/acs`,
    sloUrl: `${sso}/slo`,
    metadataUrl: `${sso}/metadata`,
    encryptionCertificate: null,
    loginAddress: `${at}/orchard/sso/okta`,
  },
};
const liveVersion = { ...version, state: "live", testedAt: later };
const activeConnection = {
  ...draftConnection,
  status: "active",
  revision: 4,
  configuration: liveVersion,
  live: liveVersion,
};
const nothingSaid = { repairs: [], warnings: [] };

export const connectionExamples: Examples = {
  listConnections: { response: listWith(draftConnection) },
  createConnection: {
    request: { name: "Okta", protocol: "saml", provider: "okta", configuration: settings },
    response: { ...draftConnection, ...nothingSaid },
  },
  getConnection: { response: activeConnection },
  changeConnection: {
    request: { name: "Okta, new tenant" },
    response: { ...draftConnection, name: "Okta, new tenant", revision: 3, ...nothingSaid },
  },
  removeConnection: {},
  testConnection: {
    response: {
      runId: ids.run,
      url: `${at}/api/sso/test/W6-SkU9P-3lRC5L1iPynrVlKWwT9IshylahNwXRBWF4`,
      configurationVersion: 1,
    },
  },
  getTestRun: {
    response: {
      id: ids.run,
      connectionId: ids.connection,
      configurationId: ids.version,
      status: "passed",
      finished: true,
      passed: true,
      checks: [
        { name: "issuer", passed: true, received: settings.entityId, expected: settings.entityId },
        { name: "audience", passed: true, received: `${sso}/metadata`, expected: `${sso}/metadata` },
      ],
      refusal: null,
      hint: null,
      attributes: { email: ["ann@orchard.example"], groups: ["Everyone", "Editors"] },
      subject: "ann@orchard.example",
      subjectFormat: version.nameIdFormat,
      issuer: settings.entityId,
      email: "ann@orchard.example",
      name: "Ann Appleby",
      outlook: { outcome: "admit", isNew: true, role: "reader", teams: [], reason: null, rule: null },
      createdAt: created,
      finishedAt: later,
      expiresAt: later,
    },
  },
  activateConnection: {
    request: { configurationId: ids.version, sessions: "keep" },
    response: {
      ...activeConnection,
      ended: { personalTokens: 2, integrationTokens: 1, sessions: 0 },
      takenAlong: 0,
      replacementToken: createdToken,
    },
  },
  confirmConnection: { request: { configurationId: ids.version }, response: activeConnection },
  disableConnection: { response: { ...activeConnection, status: "disabled", revision: 5 } },
  enableConnection: { response: { ...activeConnection, revision: 6 } },
  listVersions: {
    response: {
      data: [
        {
          id: ids.version,
          version: 1,
          state: "live",
          createdAt: created,
          createdBy: "Ann Appleby",
          testedAt: later,
          wentLiveAt: later,
          canRollBack: false,
          comparedWith: null,
          differences: [],
        },
      ],
    },
  },
  rollBackConnection: { request: { version: 1 }, response: activeConnection },
  relinkPeople: {
    request: { users: ["ben@orchard.example"] },
    response: { allowed: 1, notLinked: [] },
  },
  getProviderToken: {
    response: {
      accessToken: "CKj7wKX5MRIHAAEAQAAAARiK9J8B",
      tokenType: "Bearer",
      scopes: ["oauth", "crm.objects.contacts.read"],
      expiresAt: later,
      person: { id: ids.person, email: "ben@orchard.example" },
    },
  },
  deleteProviderToken: { response: { toldTool: true } },
};
