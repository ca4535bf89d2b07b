import type { OAuth2Preset } from "./preset";

/** OAuth of one Zendesk account (developer.zendesk.com, "Grant-Type Tokens", "Show Self"). */
export const zendesk: OAuth2Preset = {
  id: "zendesk",
  name: "Zendesk Support",
  summary: "People of one Zendesk subdomain",
  hosts: [
    {
      name: "subdomain",
      label: "Subdomain",
      help: "The first part of your Zendesk address: acme in acme.zendesk.com.",
      choices: [],
      pattern: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
      example: "acme",
      initial: "",
    },
  ],
  authorizationUrl: "https://{subdomain}.zendesk.com/oauth/authorizations/new",
  tokenUrl: "https://{subdomain}.zendesk.com/oauth/tokens",
  identityUrl: "https://{subdomain}.zendesk.com/api/v2/users/me.json",
  identityRequest: "bearer",
  emailsUrl: null,
  revocationUrl: null,
  scopes: ["users:read"],
  scopeSeparator: " ",
  tokenAuth: "client_secret_post",
  extraParameters: {},
  emailPath: "user.email",
  // Anybody may register as an end user with any address; only a verified one counts.
  emailVerifiedPath: "user.verified",
  subjectPath: "user.id",
  firstNamePath: null,
  lastNamePath: "user.name",
  account: null,
  labels: {
    console: "Zendesk Admin Center",
    page: "OAuth clients",
    create: "Add OAuth client",
    redirectUri: "Redirect URLs",
    clientId: "Unique identifier",
    clientSecret: "Secret",
  },
  steps: [
    {
      title: "Create an application",
      text: "In Zendesk's Admin Center, open Apps and integrations, APIs, OAuth clients and add a client.",
    },
    {
      title: "Add our values",
      text: "Paste our redirect URL, and keep the client confidential.",
    },
    {
      title: "Copy the tool's values",
      text: "Copy the unique identifier as client ID, and the secret, which is shown once.",
    },
  ],
  unconfirmed: ["that the scope users:read is enough for /api/v2/users/me.json in every plan; read is"],
};
