import type { OAuth2Preset } from "./preset";

/** OAuth v3 of HubSpot: credentials in the body, metadata by introspection (developers.hubspot.com, "OAuth v3"). */
export const hubspot: OAuth2Preset = {
  id: "hubspot",
  name: "HubSpot",
  summary: "People of one HubSpot account",
  mark: { initials: "Hs", colour: "orange" },
  hosts: [],
  authorizationUrl: "https://app.hubspot.com/oauth/authorize",
  tokenUrl: "https://api.hubapi.com/oauth/v3/token",
  identityUrl: "https://api.hubapi.com/oauth/v3/token/introspect",
  identityRequest: "introspection",
  emailsUrl: null,
  revocationUrl: "https://api.hubapi.com/oauth/v3/token/revoke",
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
    help: "The number of your account (Hub ID). Anybody's account could install the app, so people of others are refused.",
    url: null,
    path: "hub_id",
    required: true,
  },
  steps: [
    "In HubSpot, open your developer account and create an app.",
    "Under Auth, add our redirect URL, and keep the scope “oauth”.",
    "Copy the client ID and the client secret from the same page.",
    "Copy your Hub ID from the account menu.",
  ],
  unconfirmed: ["that the introspection answer names the person (`user`, `user_id`) for every kind of app"],
};
