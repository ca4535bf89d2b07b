import type { OAuth2Preset } from "./preset";

/** OAuth apps of GitHub (docs.github.com, "Authorizing OAuth apps", "REST API endpoints for emails"). */
export const github: OAuth2Preset = {
  id: "github",
  name: "GitHub",
  summary: "Members of one GitHub organization",
  hosts: [],
  authorizationUrl: "https://github.com/login/oauth/authorize",
  tokenUrl: "https://github.com/login/oauth/access_token",
  identityUrl: "https://api.github.com/user",
  identityRequest: "bearer",
  // The address in the profile is any that the person chose to show; this list says which is the main one, and
  // whether it is verified.
  emailsUrl: "https://api.github.com/user/emails",
  revocationUrl: null,
  scopes: ["read:user", "user:email", "read:org"],
  scopeSeparator: " ",
  tokenAuth: "client_secret_post",
  extraParameters: {},
  emailPath: "email",
  emailVerifiedPath: null,
  subjectPath: "id",
  firstNamePath: null,
  lastNamePath: "name",
  account: {
    label: "Organization",
    help: "The name in your organization's address: acme in github.com/acme. If you leave it empty, anyone with a confirmed address in a verified domain may sign in.",
    url: "https://api.github.com/user/orgs",
    path: "[].login",
    required: false,
  },
  labels: {
    console: "GitHub organization settings",
    page: "OAuth apps",
    create: "Register an application",
    redirectUri: "Authorization callback URL",
    clientId: "Client ID",
    clientSecret: "Client secrets",
  },
  steps: [
    {
      title: "Create an application",
      text: "In your GitHub organization's settings, open Developer settings, OAuth apps and register an app.",
    },
    {
      title: "Add our values",
      text: "Paste our redirect URL as the authorization callback URL.",
    },
    {
      title: "Copy the tool's values",
      text: "Copy the client ID, and generate a client secret.",
    },
  ],
  unconfirmed: [],
};
