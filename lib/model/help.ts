/** The articles of the help and the names of their sections, which are anchors: screens link to them. */
export const helpSections = {
  "administrators/set-up": [
    "before-you-begin",
    "provider",
    "configure",
    "people",
    "test",
    "activate",
    "afterwards",
  ],
  "administrators/operate": [
    "states",
    "switch-off",
    "sign-outs",
    "change",
    "versions",
    "certificates",
    "our-keys",
    "one-at-a-time",
    "remove",
  ],
  "administrators/domains": ["why", "prove", "stays-proved", "discovery", "new-name", "remove"],
  "administrators/roles": ["attributes", "rules", "everybody-else", "limits", "try"],
  "administrators/people": [
    "new-people",
    "approvals",
    "licences",
    "by-hand",
    "connectors",
    "new-identity",
    "deactivate",
  ],
  "administrators/directories": [
    "what",
    "connect",
    "dry-run",
    "activate",
    "roles",
    "leaving",
    "brake",
    "requests",
    "pause",
    "remove",
  ],
  "administrators/passwords": [
    "beside",
    "sso-only",
    "it-administrators",
    "enforce",
    "locked-out",
    "password-rules",
    "sessions",
  ],
  "administrators/brand": ["where", "logo", "accent", "preview"],
  "administrators/organizations": ["what", "ask", "connect", "sso-only", "unlink"],
  "administrators/setup-links": ["make", "limits", "follow", "renew"],
  "administrators/tools": ["what", "connect", "people", "tokens"],
  "administrators/moving": ["another-provider", "new-domain", "leaving"],
  "administrators/log": ["sign-in-log", "audit-log", "messages"],
  "administrators/programs": ["tokens", "api", "webhooks", "configuration-file"],
  "outside-it": ["link", "values", "test", "hand-over", "renew", "over"],
  "signing-in": [
    "how",
    "first-time",
    "refused",
    "waiting",
    "password",
    "two-factor",
    "account",
    "somebody-else",
    "sign-out",
  ],
  applications: ["register", "express", "next-auth", "apache", "others", "space", "claims", "sign-out"],
  words: ["words"],
} as const;
export type HelpPage = keyof typeof helpSections;
export type HelpSection<Page extends HelpPage> = (typeof helpSections)[Page][number];

/** Pages of the help besides the articles. */
export const helpAddresses = {
  index: "/docs",
  refusals: "/docs/refusals",
  providers: "/docs/providers",
  api: "/docs/api",
} as const;

/** The address of an article or of one of its sections. */
export function helpAddress<Page extends HelpPage>(page: Page, section?: HelpSection<Page>): string {
  return `/docs/${page}${section ? `#${section}` : ""}`;
}

/** Where a refusal code is explained. A code that this version lacks leads to the list of all. */
export function refusalHelp(code: string): string {
  return `${helpAddresses.refusals}/${encodeURIComponent(code)}`;
}
