import type { OAuth2Preset } from "./preset";

/** Web server flow and UserInfo of Salesforce (help.salesforce.com, "Query for User Information"). */
export const salesforce: OAuth2Preset = {
  id: "salesforce",
  name: "Salesforce",
  summary: "People of one Salesforce organization",
  hosts: [
    {
      name: "host",
      label: "Login host",
      help: "Where your people sign in: the common host, the sandbox host, or your own My Domain.",
      choices: [
        { value: "login.salesforce.com", label: "Production (login.salesforce.com)" },
        { value: "test.salesforce.com", label: "Sandbox (test.salesforce.com)" },
      ],
      pattern: /^(login|test|[a-z0-9-]+(\.(sandbox|develop|scratch|demo))?\.my)\.salesforce\.com$/,
      example: "acme.my.salesforce.com",
      initial: "login.salesforce.com",
    },
  ],
  authorizationUrl: "https://{host}/services/oauth2/authorize",
  tokenUrl: "https://{host}/services/oauth2/token",
  identityUrl: "https://{host}/services/oauth2/userinfo",
  identityRequest: "bearer",
  emailsUrl: null,
  revocationUrl: "https://{host}/services/oauth2/revoke",
  scopes: ["openid", "profile", "email", "refresh_token"],
  scopeSeparator: " ",
  tokenAuth: "client_secret_post",
  extraParameters: {},
  emailPath: "email",
  emailVerifiedPath: "email_verified",
  subjectPath: "user_id",
  firstNamePath: "given_name",
  lastNamePath: "family_name",
  account: {
    label: "Organization ID",
    help: "15 or 18 characters that begin with 00D, under Setup, Company Information. Every Salesforce customer signs in at the same host, so people from other organizations are refused.",
    url: null,
    path: "organization_id",
    required: true,
  },
  labels: {
    console: "Salesforce Setup",
    page: "External Client App Manager",
    create: "New External Client App",
    redirectUri: "Callback URL",
    clientId: "Consumer Key",
    clientSecret: "Consumer Secret",
  },
  steps: [
    {
      title: "Create an application",
      text: "In Salesforce Setup, open External Client App Manager (App Manager in older organizations), create an external client app (or a connected app) and enable OAuth.",
    },
    { title: "Add our values", text: "Paste our redirect URL as the callback URL." },
    {
      title: "Choose what it may read",
      text: "Add the scopes openid, profile, email and refresh_token, and keep PKCE required.",
    },
    {
      title: "Copy the tool's values",
      text: "Copy the consumer key as client ID and the consumer secret as client secret.",
    },
    {
      title: "Enter your account",
      text: "Copy the Organization ID from Setup, Company Information. It begins with 00D.",
    },
  ],
  unconfirmed: ["how long refresh tokens live: the app's own policy decides"],
};
