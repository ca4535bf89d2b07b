import type { OAuth2Preset } from "./preset";

/** Any other tool: the administrator enters every address and path. */
export const other: OAuth2Preset = {
  id: "other",
  name: "Another tool",
  summary: "Any tool that supports OAuth 2, by its endpoints",
  hosts: [],
  authorizationUrl: "",
  tokenUrl: "",
  identityUrl: "",
  identityRequest: "bearer",
  emailsUrl: null,
  revocationUrl: null,
  scopes: [],
  scopeSeparator: " ",
  tokenAuth: "client_secret_post",
  extraParameters: {},
  emailPath: "email",
  emailVerifiedPath: "email_verified",
  subjectPath: "id",
  firstNamePath: "given_name",
  lastNamePath: "family_name",
  account: {
    label: "Account",
    help: "If many companies use the same tool: the value that must be at the account path, so that people from other companies are refused.",
    url: null,
    path: "account_id",
    required: false,
  },
  labels: {
    console: "Your tool's settings",
    page: "Applications",
    create: "Add application",
    redirectUri: "Redirect URL",
    clientId: "Client ID",
    clientSecret: "Client secret",
  },
  steps: [
    {
      title: "Create an application",
      text: "In the tool, register an application that uses the authorization code flow.",
    },
    {
      title: "Add our values",
      text: "Paste our redirect URL.",
    },
    {
      title: "Copy the tool's values",
      text: "Copy the client ID, the client secret and the tool's three addresses.",
    },
  ],
  unconfirmed: [],
};
