/** A person to choose at the simulator identity providers. */
export interface Person {
  /** Stable at the provider: SAML's NameID if it is persistent, OpenID's `sub`. */
  id: string;
  givenName: string;
  familyName: string;
  /** `null`: the provider has no address of this person. */
  email: string | null;
  /** `null`: the provider says nothing about whether the address was verified. */
  emailVerified: boolean | null;
  groups: readonly string[];
  /** The purpose of this person, shown on the sign-in page. */
  note: string;
}

/** More groups than Entra ID puts into a token (200), to test its overage. */
const manyGroups = Array.from({ length: 250 }, (_, index) => `Project ${String(index + 1).padStart(3, "0")}`);

/** The people of both simulators. Domains end in `.example`, so that no message ever leaves for a real one. */
export const people: readonly Person[] = [
  {
    id: "ada-moreno",
    givenName: "Ada",
    familyName: "Moreno",
    email: "ada.moreno@acme.example",
    emailVerified: true,
    groups: ["Gatehouse Admins", "Everyone"],
    note: "an administrator by group",
  },
  {
    id: "ben-okafor",
    givenName: "Ben",
    familyName: "Okafor",
    email: "ben.okafor@acme.example",
    emailVerified: true,
    groups: ["Gatehouse Editors", "Engineering", "Everyone"],
    note: "an editor by group",
  },
  {
    id: "chloe-lindqvist",
    givenName: "Chloe",
    familyName: "Lindqvist",
    email: "chloe.lindqvist@acme.example",
    emailVerified: true,
    groups: ["Sales", "Everyone"],
    note: "in no group that gives a role",
  },
  {
    id: "dmitri-hale",
    givenName: "Dmitri",
    familyName: "Hale",
    email: "dmitri.hale@acme.example",
    emailVerified: null,
    groups: [],
    note: "without groups; nothing said about the address",
  },
  {
    id: "many-groups",
    givenName: "Maya",
    familyName: "Fontaine",
    email: "maya.fontaine@acme.example",
    emailVerified: true,
    groups: manyGroups,
    note: "in 250 groups",
  },
  {
    id: "odd-characters",
    givenName: "Zoë-Þóra “Quote” <b>",
    familyName:
      "O’Brien-Ångström & van der Hoogstraten-Wijnbergen von und zu Lichtenfels-Крылова-山田 of the very long name",
    email: "zoe+o'brien@acme.example",
    emailVerified: true,
    groups: ['R&D; "Special" <team>', "Équipe nº 1", "Everyone"],
    note: "a long name with odd characters",
  },
  {
    id: "no-email",
    givenName: "Noor",
    familyName: "Haddad",
    email: null,
    emailVerified: null,
    groups: ["Everyone"],
    note: "the directory holds none",
  },
  {
    id: "erik-solberg",
    givenName: "Erik",
    familyName: "Solberg",
    email: "erik.solberg@globex.example",
    emailVerified: true,
    groups: ["Gatehouse Editors", "Everyone"],
    note: "of another company, globex.example",
  },
  {
    id: "fatima-reyes",
    givenName: "Fatima",
    familyName: "Reyes",
    email: "fatima.reyes@partner.example",
    emailVerified: true,
    groups: ["Consultants"],
    note: "of a partner, partner.example",
  },
];

/** The person with this id, or `undefined`. */
export function personById(id: string): Person | undefined {
  return people.find((person) => person.id === id);
}

/** The input of the "someone else" form of a simulator. */
export interface TypedPerson {
  email: string;
  givenName: string;
  familyName: string;
  /** Separated by commas or line ends. */
  groups: string;
}

/** Creates a person from the input; the id is derived from the address, so the same address is the same person. */
export function typedPerson(typed: TypedPerson): Person {
  const email = typed.email.trim();
  const name = `${typed.givenName.trim()} ${typed.familyName.trim()}`.trim();
  return {
    id: `typed:${(email || name || "nobody").toLowerCase()}`,
    givenName: typed.givenName.trim(),
    familyName: typed.familyName.trim(),
    email: email || null,
    emailVerified: email ? true : null,
    groups: typed.groups
      .split(/[,\n]/)
      .map((group) => group.trim())
      .filter((group) => group !== ""),
    note: "typed in",
  };
}
