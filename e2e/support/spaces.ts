import type { SeedPerson, SeedSpace } from "@/scripts/seed";

/** Everybody's password in the flows. */
export const password = "plum harbour lantern 42";

/** An administrator who signs in by password. */
export function administrator(slug: string, name = "admin"): SeedPerson {
  return {
    email: `${name}@${slug}.example`,
    firstName: "Robin",
    lastName: "Marsh",
    role: "admin",
    password,
    isItAdministrator: name === "admin",
  };
}

function space(slug: string, name: string, change: Partial<SeedSpace> = {}): SeedSpace {
  return {
    slug,
    name,
    domains: [`${slug}.example`],
    people: [administrator(slug), administrator(slug, "second")],
    ...change,
  };
}

/** One space for each flow, so that they can run side by side. `acme.example` is the simulators' own domain. */
export const spaces: SeedSpace[] = [
  space("life-saml", "Life by SAML"),
  space("life-openid", "Life by OpenID"),
  space("lease", "Two administrators"),
  space("tokens", "Tokens that end", { withToken: true }),
  space("full", "A full space", { seats: { reader: 0 }, withToken: true }),
  space("midway", "Disabled midway", { withToken: true }),
  space("keyboard", "By keyboard alone"),
  space("badinput", "Bad input"),
  space("plain", "Without the option", { ssoSubscribed: false }),
  space("api-saml", "The API, SAML", { withToken: true }),
  space("api-openid", "The API, OpenID", { withToken: true }),
  space("ended", "Ended by the provider", { withToken: true }),
  space("single-logout", "Signed out there and here", { withToken: true }),
  space("tools", "OAuth 2 tools"),
  space("linking", "People and connections", {
    people: [
      administrator("linking"),
      {
        email: "lena@linking.example",
        firstName: "Lena",
        lastName: "Ortiz",
        role: "reader",
        password,
      },
    ],
  }),
  space("members", "Many members", {
    people: [
      administrator("members"),
      ...["abe", "bea", "cem", "dee"].map((name) => ({
        email: `${name}@members.example`,
        firstName: name[0]?.toUpperCase() + name.slice(1),
        lastName: "Vale",
        role: "reader" as const,
        password,
      })),
    ],
  }),
  space("looks", "How it looks"),
  space("branded", "How it is branded"),
  space("pictures", "Orchard"),
  space("help-reader", "Who reads the help"),
  space("desk", "The console", {
    people: [
      administrator("desk"),
      administrator("desk", "second"),
      { ...administrator("desk", "ron"), role: "reader" },
      { ...administrator("desk", "rea"), role: "reader" },
    ],
  }),
  space("mapping", "Roles by rules", { seats: { editor: 3 } }),
  space("agency", "A partner", { kind: "partner" }),
  space("roster", "Teams and files", {
    seats: { editor: 2 },
    people: [administrator("roster"), { ...administrator("roster", "rea"), role: "reader" }],
  }),
  space("from-outside", "Set up from outside"),
  space("handed-over", "Handed over", { withToken: true }),
  space("from-two-sides", "Set up by two"),
  space("org-owner", "The owner"),
  space("org-guest", "The guest"),
  space("sso-only", "Single sign-on only", {
    people: [
      administrator("sso-only"),
      administrator("sso-only", "second"),
      { ...administrator("sso-only", "pat"), role: "reader" },
    ],
  }),
  space("apart", "Kept apart", {
    people: [administrator("apart"), { ...administrator("apart", "rae"), role: "reader" }],
  }),
  space("enforced", "Enforced", { withToken: true }),
  space("watched", "Watched by programs", { withToken: true }),
  space("arrivals", "People come and go", { withToken: true }),
  space("logbook", "The sign-in log", { withToken: true }),
  space("doors", "Several ways in", { withToken: true }),
  space("notes-saml", "Notes by SAML", { withToken: true }),
  space("notes-openid", "Notes by OpenID", { withToken: true }),
  space("relinked", "Linked again", { withToken: true }),
  space("renamed", "A new name", {
    domains: ["renamed.example", "new-name.example"],
    withToken: true,
  }),
  space("unscripted", "Without scripts", {
    people: [administrator("unscripted"), { ...administrator("unscripted", "rea"), role: "reader" }],
    withToken: true,
  }),
  space("second-factor", "Two factors", {
    people: [administrator("second-factor"), { ...administrator("second-factor", "rea"), role: "reader" }],
    withToken: true,
  }),
  {
    slug: "staff",
    name: "Staff",
    people: [
      {
        email: "operator@staff.example",
        firstName: "Olu",
        lastName: "Grant",
        role: "admin",
        password,
        isOperator: true,
      },
    ],
  },
];
