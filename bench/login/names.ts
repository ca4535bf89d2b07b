/** The sizes of the database. */
export interface Size {
  people: number;
  spaces: number;
  /** Each lists every space. */
  applications: number;
}

export type BenchProtocol = "saml" | "oidc";

/** A person with their space. */
export interface Visitor {
  space: number;
  person: number;
}

/** The address of the SAML provider; it is never called, because the bench signs its answers. */
export const samlLoginUrl = "https://idp.bench.example/sso";

/** All names are derived from numbers, so that nothing needs to be looked up. */
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
  application: (application: number) => `app_bench${application}`,
  applicationSecret: (application: number) => `ghs_bench${application}`,
  callback: (application: number) => `https://application-${application}.bench.example/callback`,
  user: ({ space, person }: Visitor) => `user_bench${space}x${person}`,
  email: ({ space, person }: Visitor) => `person-${person}@bench-${space}.example`,
};
