/** The colours of marks: tokens of `app/globals.css`, in their order there. */
export const markColours = ["blue", "teal", "green", "amber", "orange", "red", "plum", "slate"] as const;
export type MarkColour = (typeof markColours)[number];

/**
 * The mark of each provider and tool that has one of its own: plain coloured initials, no trademark. Any other gets the
 * initials of its connection's name.
 */
export const providerMarks: Readonly<Record<string, { initials: string; colour: MarkColour }>> = {
  github: { initials: "Gh", colour: "slate" },
  hubspot: { initials: "Hs", colour: "orange" },
  salesforce: { initials: "Sf", colour: "blue" },
  zendesk: { initials: "Zd", colour: "green" },
  zoho: { initials: "Zo", colour: "red" },
  adfs: { initials: "AD", colour: "plum" },
  auth0: { initials: "A0", colour: "orange" },
  entra: { initials: "En", colour: "teal" },
  google: { initials: "Go", colour: "green" },
  jumpcloud: { initials: "JC", colour: "teal" },
  keycloak: { initials: "Kc", colour: "slate" },
  okta: { initials: "Ok", colour: "blue" },
  onelogin: { initials: "1L", colour: "red" },
  pingfederate: { initials: "PF", colour: "amber" },
  pingone: { initials: "P1", colour: "red" },
};
