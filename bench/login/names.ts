/** How many there are of what. */
export interface Size {
  people: number;
  spaces: number;
}

export type BenchProtocol = "saml" | "oidc";

/** Who signs in where. */
export interface Visitor {
  space: number;
  person: number;
}

/** Where the SAML provider would be; nobody asks it, its answers are signed by the bench. */
export const samlLoginUrl = "https://idp.bench.example/sso";

/** The name of everything, by number: whoever signs in need not look anything up. */
export const named = {
  spaceId: (space: number) => `space_bench${space}`,
  slug: (space: number) => `bench-${space}`,
  organization: (space: number) => `org_bench${space}`,
  domain: (space: number) => `bench-${space}.example`,
  connection: (space: number, protocol: BenchProtocol) => `conn_bench${protocol}${space}`,
  configuration: (space: number, protocol: BenchProtocol) => `conf_bench${protocol}${space}`,
  reference: (protocol: BenchProtocol) => `sso-${protocol}`,
  samlEntityId: (space: number) => `https://idp.bench.example/${space}`,
  clientId: (space: number) => `client-${space}`,
  user: ({ space, person }: Visitor) => `user_bench${space}x${person}`,
  email: ({ space, person }: Visitor) => `person-${person}@bench-${space}.example`,
};
