import type { UserRecord } from "@/lib/db/repositories/users";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import type {
  Configuration,
  Connection,
  OptionSettings,
  SignInOption,
} from "@/lib/model/connections/connection";
import { initialsOf } from "@/lib/model/connections/fields/field";
import { type SamlConfiguration, samlFields } from "@/lib/model/connections/fields/saml";
import type { Membership } from "@/lib/model/people/person";
import type { Space } from "@/lib/model/spaces/space";
import type { Token } from "@/lib/model/tokens/token";

/** The creation time of test rows. */
export const longAgo = new Date("2026-01-01T00:00:00.000Z");

/** Inserts a space; the test names only what matters. */
export async function aSpace(store: Store, change: Partial<Space> = {}): Promise<Space> {
  const id = newId("space");
  const space: Space = {
    id,
    slug: id.slice(6),
    externalId: null,
    name: "Orchard",
    kind: "standard",
    ssoSubscribed: true,
    passwordSignIn: "allowed",
    convertToSsoOnly: true,
    twoFactorRequired: false,
    passwordMaxAgeDays: null,
    seats: {},
    createdAt: longAgo,
    revision: 1,
    ...change,
  };
  await store.spaces.insert(space);
  return space;
}

/** Inserts a user. */
export async function aUser(store: Store, change: Partial<UserRecord> = {}): Promise<UserRecord> {
  const id = newId("user");
  const user: UserRecord = {
    id,
    email: `${id}@orchard.example`,
    firstName: "Ann",
    lastName: "Apple",
    passwordHash: null,
    passwordChangedAt: null,
    ssoOnlyOrganizationId: null,
    isOperator: false,
    totpSealed: null,
    totpEnabledAt: null,
    createdAt: longAgo,
    lastSignInAt: null,
    lastPasswordSignInAt: null,
    ...change,
  };
  await store.users.insert(user);
  return user;
}

/** Inserts a user and its membership of the space. */
export async function aMember(
  store: Store,
  spaceId: string,
  change: Partial<Membership> = {},
  person: Partial<UserRecord> = {},
): Promise<Membership> {
  const user = await aUser(store, person);
  const membership: Membership = {
    spaceId,
    userId: user.id,
    role: "reader",
    status: "active",
    // Only active members have a seat.
    licence: (change.status ?? "active") === "active" ? "reader" : null,
    isItAdministrator: false,
    permissions: [],
    origin: "manual",
    vouchedFor: false,
    originConnectionId: null,
    roleSource: "manual",
    createdAt: longAgo,
    lastSignInAt: null,
    ...change,
  };
  await store.membershipsOf(spaceId).insert(membership);
  return membership;
}

/** Inserts the space's own organization and returns its id. */
export async function anOrganization(store: Store, spaceId: string): Promise<string> {
  const id = newId("org");
  await store
    .organizationsOf(spaceId)
    .insertOwn({ id, name: "Orchard directory", ownerSpaceId: spaceId, createdAt: longAgo });
  return id;
}

/** Inserts a domain that the organization has verified. */
export async function aVerifiedDomain(store: Store, organizationId: string, name: string): Promise<void> {
  const id = newId("dom");
  const unchecked = { verifiedBy: null, verifiedAt: null, lastCheckedAt: null, lastCheckResult: null };
  const domain = { id, organizationId, name, status: "pending", challenge: "x", createdAt: longAgo } as const;
  await store.domainsOf(organizationId).insert({ ...domain, ...unchecked });
  await store.domainsOf(organizationId).verify(id, "operator", longAgo);
}

/** Inserts a connection. */
export async function aConnection(
  store: Store,
  organizationId: string,
  change: Partial<Connection> = {},
): Promise<Connection> {
  const id = newId("conn");
  const connection: Connection = {
    id,
    organizationId,
    name: "Okta",
    reference: id,
    protocol: "saml",
    provider: "okta",
    liveConfigurationId: null,
    draftConfigurationId: null,
    wizardStep: null,
    createdAt: longAgo,
    createdBy: null,
    lastUsedAt: null,
    revision: 1,
    ...change,
  };
  await store.connectionsOf(organizationId).insert(connection);
  return connection;
}

export const samlSettings: SamlConfiguration = {
  protocol: "saml",
  entityId: "https://idp.example/metadata",
  loginUrl: "https://idp.example/sso",
  logoutUrl: null,
  binding: "redirect",
  certificates: [],
  nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  signed: "both",
  metadataUrl: null,
  ...initialsOf(samlFields),
};

/** Inserts a version of a connection's settings. */
export function aConfiguration(
  store: Store,
  connection: Connection,
  settings: Partial<SamlConfiguration> = {},
) {
  return store.connectionsOf(connection.organizationId).insertConfiguration({
    id: newId("conf"),
    organizationId: connection.organizationId,
    connectionId: connection.id,
    settings: { ...samlSettings, ...settings },
    clientSecretSealed: null,
    testedAt: null,
    testRunId: null,
    wentLiveAt: null,
    createdAt: longAgo,
    createdBy: null,
  });
}

/** Inserts a test run of a version, in the space. */
export async function aTestRun(
  store: Store,
  spaceId: string,
  configuration: Pick<Configuration, "id" | "organizationId" | "connectionId">,
  startHash: string = newId("hash"),
): Promise<string> {
  const { organizationId, connectionId } = configuration;
  const id = newId("run");
  await store.connectionsOf(organizationId).insertTestRun({
    id,
    organizationId,
    spaceId,
    connectionId,
    configurationId: configuration.id,
    status: "created",
    startHash,
    startedBy: null,
    report: null,
    createdAt: longAgo,
    finishedAt: null,
    expiresAt: new Date(longAgo.getTime() + 600_000),
  });
  return id;
}

/** Inserts a connection of the space's own organization; returns its id. */
export async function aConnectionOf(store: Store, spaceId: string): Promise<string> {
  return (await aConnection(store, await anOrganization(store, spaceId))).id;
}

export const optionSettings: OptionSettings = {
  attributes: { email: null, firstName: null, lastName: null, groups: null },
  groupSeparator: null,
  rules: [],
  missingRole: "default",
  defaultRole: "reader",
  defaultTeams: [],
  ceiling: "admin",
  provisioning: true,
  validation: "automatic",
};

/** Inserts a sign-in option of the space for the connection. */
export async function anOption(
  store: Store,
  spaceId: string,
  connectionId: string,
  change: Partial<SignInOption> = {},
): Promise<SignInOption> {
  const option: SignInOption = {
    id: newId("opt"),
    connectionId,
    spaceId,
    status: "draft",
    settings: optionSettings,
    ...unmarkedAuthority,
    position: 0,
    isDefault: false,
    activatedAt: null,
    activatedBy: null,
    createdAt: longAgo,
    revision: 1,
    ...change,
  };
  await store.optionsOf(spaceId).insert(option);
  return option;
}

/** Inserts a token with an owner of its kind. */
export async function aToken(
  store: Store,
  spaceId: string,
  change: Partial<Token> & { hash?: string } = {},
): Promise<Token> {
  const { hash = newId("hash"), ...rest } = change;
  const kind = change.kind ?? "personal";
  const token: Token = {
    id: newId("tok"),
    kind,
    spaceId,
    userId: kind === "personal" ? (change.userId ?? (await aUser(store)).id) : null,
    accountId: kind === "integration" ? (change.accountId ?? (await anAccount(store, spaceId))) : null,
    name: "Laptop",
    prefix: "gh_abc",
    scopes: ["people:read"],
    role: "admin",
    createdAt: longAgo,
    expiresAt: null,
    lastUsedAt: null,
    endedAt: null,
    endedReason: null,
    endedDetail: null,
    ...rest,
  };
  await store.tokensOf(spaceId).insert({ ...token, hash });
  return token;
}

/** Inserts a machine identity of the space; returns its id. */
export async function anAccount(store: Store, spaceId: string, name = newId("account")): Promise<string> {
  const id = newId("acc");
  await store.accountsOf(spaceId).insert({ id, spaceId, name, createdAt: longAgo, createdBy: null });
  return id;
}
