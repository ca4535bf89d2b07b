import type { OAuth2Preset } from "./preset";

/**
 * OAuth 2026-03 of HubSpot: credentials in the body, metadata by introspection (developers.hubspot.com, "OAuth
 * tokens", 2026-03). It replaces v1, which ends on 16 February 2027, and v3.
 */
export const hubspot: OAuth2Preset = {
  id: "hubspot",
  name: "HubSpot",
  summary: "People of one HubSpot account",
  hosts: [],
  authorizationUrl: "https://app.hubspot.com/oauth/authorize",
  tokenUrl: "https://api.hubapi.com/oauth/2026-03/token",
  identityUrl: "https://api.hubapi.com/oauth/2026-03/token/introspect",
  identityRequest: "introspection",
  emailsUrl: null,
  revocationUrl: "https://api.hubapi.com/oauth/2026-03/token/revoke",
  scopes: ["oauth"],
  scopeSeparator: " ",
  tokenAuth: "client_secret_post",
  extraParameters: {},
  emailPath: "user",
  emailVerifiedPath: null,
  subjectPath: "user_id",
  firstNamePath: null,
  lastNamePath: null,
  account: {
    label: "HubSpot account ID",
    help: "The number of your account (Hub ID). People from any account could install the app, so people from other accounts are refused.",
    url: null,
    path: "hub_id",
    required: true,
  },
  labels: {
    console: "HubSpot developer account",
    page: "Auth",
    create: "Create app",
    redirectUri: "Redirect URLs",
    clientId: "Client ID",
    clientSecret: "Client secret",
  },
  steps: [
    {
      title: "Create an application",
      text: "In HubSpot, open your developer account and create an app.",
    },
    {
      title: "Add our values",
      text: "Under Auth, add our redirect URL, and keep the scope “oauth”.",
    },
    {
      title: "Copy the tool's values",
      text: "Copy the client ID and the client secret from the same page.",
    },
    {
      title: "Enter your account",
      text: "Copy your Hub ID from the account menu.",
    },
  ],
  unconfirmed: ["that the introspection response names the person (`user`, `user_id`) for every kind of app"],
};
