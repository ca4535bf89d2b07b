import { created, type Examples, ids, later, listWith } from "./things";

const rule = {
  attribute: "groups",
  operator: "equals",
  value: "Editors",
  role: "editor",
  teams: [],
};
const settings = {
  attributes: { email: null, firstName: null, lastName: null, groups: "groups" },
  groupSeparator: null,
  rules: [rule],
  missingRole: "default",
  defaultRole: "reader",
  defaultTeams: [],
  ceiling: "editor",
  provisioning: true,
  validation: "automatic",
};
const option = {
  id: ids.option,
  status: "active",
  position: 0,
  isDefault: false,
  revision: 3,
  activatedAt: later,
  ...settings,
};
const changed = { ...option, revision: 4, warnings: [] };
const signInSettings = {
  passwordSignIn: "allowed",
  convertToSsoOnly: true,
  twoFactorRequired: true,
  passwordMaxAgeDays: null,
};
const noLogo = { accent: "#1a5fb4", logo: null, darkLogo: null };

const attempt = {
  id: ids.attempt,
  status: "refused",
  protocol: "saml",
  initiatedBy: "service_provider",
  connection: { id: ids.connection, name: "Okta" },
  email: "ben@orchard.example",
  userId: null,
  refusalCode: "not_provisioned",
  cause: { check: "provisioning", received: "ben@orchard.example", expected: "a member of the space" },
  createdAt: created,
  finishedAt: later,
};

export const signInExamples: Examples = {
  getSignInOption: { response: option },
  putSignInOption: {
    request: { attributes: { groups: "groups" }, rules: [rule], defaultRole: "reader", ceiling: "editor" },
    response: changed,
  },
  changeSignInOption: { request: { provisioning: false }, response: { ...changed, provisioning: false } },
  listOptionVersions: {
    response: {
      data: [
        {
          id: "optv_01kjq2h8w4a1b2c3d4e5",
          version: 1,
          current: true,
          createdAt: created,
          createdBy: "Ann Appleby",
          comparedWith: null,
          differences: [],
          settings,
        },
      ],
    },
  },
  restoreSignInOption: { request: { version: 1 }, response: changed },
  getSignInSettings: { response: signInSettings },
  changeSignInSettings: {
    request: { convertToSsoOnly: false },
    response: { ...signInSettings, convertToSsoOnly: false },
  },
  getBrand: { response: noLogo },
  changeBrand: { request: { accent: "#1A5FB4", logo: null }, response: noLogo },
  listSignInAttempts: { response: listWith(attempt) },
  getSignInAttempt: {
    response: {
      ...attempt,
      checks: [
        { name: "signature", passed: true, received: "RSA-SHA256", expected: null },
        {
          name: "provisioning",
          passed: false,
          received: "ben@orchard.example",
          expected: "a member of the space",
        },
      ],
      explanation: {
        cause: "The person is not in the space, and the connection brings nobody in.",
        fix: "Add the person, or let the connection bring people in.",
        forPerson: "You are not a member of this space. Ask an administrator to add you.",
        fixedBy: "gatehouse_configuration",
      },
      address: "203.0.113.7",
      connectionExists: true,
      person: null,
    },
  },
};
