import { draftConnection } from "./connections";
import { at, created, type Examples, ids, later, listWith } from "./things";

const domain = {
  id: ids.domain,
  name: "orchard.example",
  status: "pending",
  verifiedBy: null,
  verifiedAt: null,
  lastCheckedAt: null,
  lastCheckResult: null,
  record: {
    type: "TXT",
    name: "_gatehouse.orchard.example",
    value: "gatehouse-domain-verification=8H4_6_s6PXUWb8QkFYs_D6rEmScP5AEPoQ3pUtPyOOY",
  },
  createdAt: created,
};
const link = {
  id: ids.link,
  connectionId: null,
  scope: "space",
  purpose: "configure",
  mayActivate: true,
  returnUrl: null,
  state: "open",
  recipient: "it@orchard.example",
  note: "For the IT department",
  createdBy: null,
  createdAt: created,
  expiresAt: later,
  revokedAt: null,
  lastUsedAt: null,
  progress: { step: "none", openedAt: null, configuredAt: null, testedAt: null, doneAt: null },
};
const { reference, name, protocol, provider, configuration } = draftConnection;
const { id: _, version: __, state: ___, testedAt: ____, ...settings } = configuration;
const file = {
  format: "gatehouse-configuration/1",
  teams: [{ name: "Sales", defaultRole: null }],
  domains: ["orchard.example"],
  connections: [{ reference, name, protocol, provider, configuration: settings, signInOption: null }],
  signInSettings: null,
};
const step = {
  kind: "connection",
  name: "okta",
  action: "create",
  differences: [{ field: "name", label: "Name", before: null, after: "Okta" }],
  needsSecret: false,
  problem: null,
};

export const spaceExamples: Examples = {
  listDomains: { response: listWith(domain) },
  addDomain: { request: { name: "orchard.example" }, response: domain },
  getDomain: { response: domain },
  removeDomain: {},
  verifyDomain: {
    response: {
      ...domain,
      status: "verified",
      verifiedBy: "dns",
      verifiedAt: later,
      lastCheckedAt: later,
    },
  },
  listAuditEvents: {
    response: {
      ...listWith({
        id: ids.event,
        sequence: 27,
        at: later,
        actor: { kind: "user", id: ids.administrator, name: "Ann Appleby", address: "203.0.113.7" },
        action: "connection.activated",
        target: { kind: "connection", id: ids.connection, name: "Okta" },
        details: { version: 1 },
        requestId: ids.request,
        previousHash: "1b79b8509477fd920037bdd18aac3fe90bfa9f6b7fbe8ed542fdf301d487f812",
        hash: "a76a69f804091327036ae91e55a86118b8667cdd19e7e6504778fc2756204ece",
      }),
      lastSequence: 27,
    },
  },
  exportConfiguration: { response: { ...file, space: "orchard", exportedAt: created } },
  planConfiguration: {
    request: { configuration: file },
    response: { changes: 1, confirm: null, digest: "5d41402abc4b2a76b9719d911017c592", steps: [step] },
  },
  applyConfiguration: {
    request: { configuration: file },
    response: { complete: true, steps: [{ ...step, outcome: "done" }] },
  },
  listSetupLinks: { response: listWith(link) },
  createSetupLink: {
    request: {
      scope: "space",
      mayActivate: true,
      expiresInHours: 168,
      recipient: "it@orchard.example",
      note: "For the IT department",
    },
    response: { ...link, url: `${at}/setup/Vb2rSmQ9n2COHTBU4-4SKki6Xs03dCdHwxvuITgIgTx` },
  },
  revokeSetupLink: {},
};
