import type { OAuth2Preset } from "./preset";

const regions = [
  { value: "zoho.com", label: "United States (zoho.com)" },
  { value: "zoho.eu", label: "Europe (zoho.eu)" },
  { value: "zoho.in", label: "India (zoho.in)" },
  { value: "zoho.com.au", label: "Australia (zoho.com.au)" },
  { value: "zoho.jp", label: "Japan (zoho.jp)" },
  { value: "zohocloud.ca", label: "Canada (zohocloud.ca)" },
  { value: "zoho.sa", label: "Saudi Arabia (zoho.sa)" },
  { value: "zoho.uk", label: "United Kingdom (zoho.uk)" },
  { value: "zoho.com.cn", label: "China (zoho.com.cn)" },
];

/** Zoho Accounts, server-based application (zoho.com/accounts/protocol/oauth): regional hosts, scopes by comma. */
export const zoho: OAuth2Preset = {
  id: "zoho",
  name: "Zoho CRM",
  summary: "People of one Zoho data centre",
  hosts: [
    {
      name: "domain",
      label: "Data centre",
      help: "The data centre whose address you see when you use Zoho. A client in one data centre is unknown to the others.",
      choices: regions,
      pattern: /^(zoho\.(com|eu|in|com\.au|jp|sa|uk|com\.cn)|zohocloud\.ca)$/,
      example: "zoho.eu",
      initial: "zoho.com",
    },
  ],
  authorizationUrl: "https://accounts.{domain}/oauth/v2/auth",
  tokenUrl: "https://accounts.{domain}/oauth/v2/token",
  identityUrl: "https://accounts.{domain}/oauth/user/info",
  identityRequest: "bearer",
  emailsUrl: null,
  revocationUrl: "https://accounts.{domain}/oauth/v2/token/revoke",
  scopes: ["AaaServer.profile.READ"],
  scopeSeparator: ",",
  tokenAuth: "client_secret_post",
  // Without both, Zoho sends a refresh token at a person's first consent only.
  extraParameters: { access_type: "offline", prompt: "consent" },
  emailPath: "Email",
  emailVerifiedPath: null,
  subjectPath: "ZUID",
  firstNamePath: "First_Name",
  lastNamePath: "Last_Name",
  account: null,
  labels: {
    console: "Zoho API Console",
    page: "Client Details",
    create: "Server-based Applications",
    redirectUri: "Authorized Redirect URIs",
    clientId: "Client ID",
    clientSecret: "Client Secret",
  },
  steps: [
    {
      title: "Create an application",
      text: "Open the Zoho API console of your data centre and add a server-based application.",
    },
    {
      title: "Add our values",
      text: "Paste our redirect URL as an authorized redirect URI.",
    },
    {
      title: "Copy the tool's values",
      text: "Copy the client ID and the client secret.",
    },
  ],
  unconfirmed: [
    "whether the address is confirmed: Zoho does not say, so only people in a verified domain can sign in",
    "the data centres sa, uk and com.cn",
  ],
};
