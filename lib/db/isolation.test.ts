import { afterAll, beforeAll, expect, test } from "vitest";
import type { Store } from "@/lib/db/store";
import { newId } from "@/lib/infra/crypto/new-id";
import { unmarkedAuthority } from "@/lib/model/connections/authority";
import { openTestDatabase, type TestDatabase } from "./testing/open-test-database";
import {
  aConfiguration,
  aConnection,
  aMember,
  anOption,
  anOrganization,
  aSpace,
  longAgo,
} from "./testing/rows";

let database: TestDatabase;
let store: Store;
let ours: Tenant;
let theirs: Tenant;

interface Tenant {
  space: string;
  organization: string;
  user: string;
  team: string;
  account: string;
  token: string;
  session: string;
  domain: string;
  connection: string;
  configuration: string;
  key: string;
  run: string;
  identity: string;
  option: string;
}

beforeAll(async () => {
  database = await openTestDatabase();
  store = database.store;
  ours = await aTenant("ours");
  theirs = await aTenant("theirs");
});
afterAll(() => database.close());

const soon = new Date(longAgo.getTime() + 600_000);

async function aTenant(name: string): Promise<Tenant> {
  const { id: space } = await aSpace(store, { name });
  const organization = await anOrganization(store, space);
  const { userId: user } = await aMember(store, space, { role: "admin" });
  const [team, account, token, session, domain] = [
    newId("team"),
    newId("acc"),
    newId("tok"),
    newId("sess"),
    newId("dom"),
  ];
  await store
    .teamsOf(space)
    .insert({ id: team, spaceId: space, name, defaultRole: null, createdAt: longAgo });
  await store.teamsOf(space).addMember(team, user);
  await store
    .accountsOf(space)
    .insert({ id: account, spaceId: space, name, createdAt: longAgo, createdBy: null });
  await store.tokensOf(space).insert({
    id: token,
    kind: "personal",
    spaceId: space,
    userId: user,
    accountId: null,
    name,
    prefix: "gh_",
    scopes: [],
    role: "admin",
    createdAt: longAgo,
    expiresAt: null,
    lastUsedAt: null,
    endedAt: null,
    endedReason: null,
    endedDetail: null,
    hash: newId("hash"),
  });
  const row = { id: session, userId: user, createdAt: longAgo, lastSeenAt: longAgo, expiresAt: soon };
  const admitted = {
    spaceId: space,
    way: "password" as const,
    connectionId: null,
    providerSession: null,
    admittedAt: longAgo,
  };
  await store.sessions.insert({ ...row, endedAt: null, endedReason: null, address: null, userAgent: null }, [
    admitted,
  ]);
  await store.domainsOf(organization).insert({
    id: domain,
    organizationId: organization,
    name: `${name}.example`,
    status: "pending",
    challenge: "x",
    verifiedBy: null,
    verifiedAt: null,
    lastCheckedAt: null,
    lastCheckResult: null,
    createdAt: longAgo,
  });
  const connection = await aConnection(store, organization, { name, reference: "okta" });
  const configuration = await aConfiguration(store, connection);
  const connections = store.connectionsOf(organization);
  const [key, run, identity] = [newId("key"), newId("run"), newId("ident")];
  const of = { organizationId: organization, connectionId: connection.id };
  await connections.insertKey({
    id: key,
    ...of,
    certificate: "x",
    privateKeySealed: "canary",
    createdAt: longAgo,
    retiredAt: null,
  });
  await connections.insertTestRun({
    id: run,
    ...of,
    spaceId: space,
    configurationId: configuration.id,
    status: "created",
    startedBy: null,
    report: null,
    createdAt: longAgo,
    finishedAt: null,
    expiresAt: soon,
    startHash: newId("hash"),
  });
  await connections.identities.insert({
    id: identity,
    ...of,
    userId: user,
    issuer: "https://idp.example",
    subject: "ann",
    relinkAllowed: false,
    firstUsedAt: longAgo,
    lastUsedAt: longAgo,
  });
  const { id: option } = await anOption(store, space, connection.id);
  await store.transaction((tx) =>
    tx
      .auditOf(space)
      .append({ actor: { kind: "system", id: null, name: null, address: null }, action: "made" }, longAgo),
  );
  return {
    ...{ space, organization, user, team, account, token, session, domain },
    ...{ connection: connection.id, configuration: configuration.id, key, run, identity, option },
  };
}

/** The other tenant's own data: none of our calls may change it. */
async function pictureOf(tenant: Tenant): Promise<unknown> {
  const connections = store.connectionsOf(tenant.organization);
  return Promise.all([
    store.membershipsOf(tenant.space).page({}),
    store.membershipsOf(tenant.space).teamsOf(tenant.user),
    store.teamsOf(tenant.space).page({}),
    store.accountsOf(tenant.space).all(),
    store.tokensOf(tenant.space).page({}),
    store.sessions.byId(tenant.session),
    store.leaseOf(tenant.space).current(),
    store.organizationsOf(tenant.space).linked(),
    store.domainsOf(tenant.organization).all(),
    connections.all(),
    connections.configurationsOf(tenant.connection),
    connections.keysOf(tenant.connection),
    connections.testRunsOf(tenant.connection, tenant.space, 10),
    connections.identities.ofUser(tenant.user),
    store.optionsOf(tenant.space).all(),
    store.auditOf(tenant.space).page({}),
    store.brandOf(tenant.space).current(),
  ]);
}

test("a repository made for one tenant finds no data of another", async () => {
  const connections = store.connectionsOf(ours.organization);
  const found = await Promise.all([
    store.membershipsOf(ours.space).byUser(theirs.user),
    store.membershipsOf(ours.space).member(theirs.user),
    store.membershipsOf(ours.space).standing(theirs.user),
    store.teamsOf(ours.space).byId(theirs.team),
    store.accountsOf(ours.space).byId(theirs.account),
    store.accountsOf(ours.space).byName("theirs"),
    store.tokensOf(ours.space).byId(theirs.token),
    store.organizationsOf(ours.space).byId(theirs.organization),
    store.optionsOf(ours.space).byId(theirs.option),
    store.optionsOf(ours.space).byConnection(theirs.connection),
    store.domainsOf(ours.organization).byId(theirs.domain),
    store.domainsOf(ours.organization).byName("theirs.example"),
    connections.byId(theirs.connection),
    connections.configuration(theirs.configuration),
    connections.clientSecretSealed(theirs.configuration),
    connections.testRun(theirs.run),
    connections.identities.byUser(theirs.connection, theirs.user),
  ]);
  expect(found.filter((one) => one !== null)).toEqual([]);

  const lists = await Promise.all([
    store.membershipsOf(ours.space).teamsOf(theirs.user),
    connections.configurationsOf(theirs.connection),
    connections.keysOf(theirs.connection),
    connections.testRunsOf(theirs.connection, theirs.space, 10),
    connections.identities.ofUser(theirs.user),
    store.organizationOptionsOf(ours.organization).ofConnection(theirs.connection),
    store.transaction((tx) =>
      tx.organizationOptionsOf(ours.organization).lockSignInOptions(theirs.connection, theirs.configuration),
    ),
    store
      .membershipsOf(ours.space)
      .page({ search: theirs.user })
      .then(({ rows }) => rows),
    store
      .membershipsOf(ours.space)
      .page({ team: theirs.team })
      .then(({ rows }) => rows),
    store
      .tokensOf(ours.space)
      .page({ userId: theirs.user })
      .then(({ rows }) => rows),
    store
      .sessionsOf(ours.space)
      .page({ userId: theirs.user }, longAgo)
      .then(({ rows }) => rows),
  ]);
  expect(lists.flat()).toEqual([]);

  const claimed = { issuer: "https://idp.example", subject: "ann", domain: "theirs.example" };
  const nobody = { link: null, user: null, domainIsOurs: false };
  expect(await connections.identities.recognise(theirs.connection, claimed)).toEqual(nobody);
  expect(await connections.identities.recognise(ours.connection, { ...claimed, subject: "bob" })).toEqual(
    nobody,
  );
});

test("whole lists contain one's own data only", async () => {
  const lists = await Promise.all([
    store
      .membershipsOf(ours.space)
      .page({})
      .then(({ total }) => total),
    store
      .membershipsOf(ours.space)
      .administrators()
      .then(({ length }) => length),
    store
      .teamsOf(ours.space)
      .page({})
      .then(({ total }) => total),
    store
      .accountsOf(ours.space)
      .all()
      .then(({ length }) => length),
    store
      .tokensOf(ours.space)
      .page({})
      .then(({ total }) => total),
    store
      .sessionsOf(ours.space)
      .page({}, longAgo)
      .then(({ total }) => total),
    store
      .organizationsOf(ours.space)
      .linked()
      .then(({ length }) => length),
    store
      .optionsOf(ours.space)
      .all()
      .then(({ length }) => length),
    store
      .auditOf(ours.space)
      .page({})
      .then(({ total }) => total),
    store
      .domainsOf(ours.organization)
      .page({})
      .then(({ total }) => total),
    store
      .connectionsOf(ours.organization)
      .all()
      .then(({ length }) => length),
  ]);
  expect(lists).toEqual(lists.map(() => 1));
  expect(await store.tokensOf(ours.space).countLive(longAgo)).toEqual({ personal: 1, integration: 0 });
  expect(await store.sessionsOf(ours.space).countLive(longAgo)).toEqual({ sessions: 1, people: 1 });
  expect(await store.membershipsOf(ours.space).counts()).toMatchObject({ active: 1 });
});

test("a repository made for one tenant changes no data of another", async () => {
  const before = await pictureOf(theirs);
  const connections = store.connectionsOf(ours.organization);
  const report = {
    checks: [],
    refusal: null,
    attributes: {},
    subject: null,
    subjectFormat: null,
    issuer: null,
    email: null,
    outlook: null,
  };
  const refused = await Promise.all([
    store.teamsOf(ours.space).update(theirs.team, { name: "ours now" }),
    store.tokensOf(ours.space).end(theirs.token, "revoked", null, longAgo),
    store.sessionsOf(ours.space).end(theirs.session, "ended", longAgo),
    store.leaseOf(ours.space).renew("lease_theirs", soon),
    store.optionsOf(ours.space).move(theirs.option, "draft", "active", { userId: null, at: longAgo }),
    store.optionsOf(ours.space).makeDefault(theirs.option),
    store.optionsOf(ours.space).remove(theirs.option),
    store.domainsOf(ours.organization).verify(theirs.domain, "operator", longAgo),
    store.domainsOf(ours.organization).remove(theirs.domain),
    connections.remove(theirs.connection),
    connections.startTestRun(theirs.run, longAgo),
    connections.finishTestRun(theirs.run, "passed", report, longAgo),
  ]);
  expect(refused).toEqual(refused.map(() => false));
  expect(await connections.update(theirs.connection, { name: "ours now" }, null)).toBe("stale");
  expect(await store.optionsOf(ours.space).update(theirs.option, { position: 9 }, null)).toBe("stale");
  expect(await store.tokensOf(ours.space).endOfUsers([theirs.user], "access_ended", longAgo)).toEqual([]);

  await store.membershipsOf(ours.space).update(theirs.user, { role: "reader" });
  await store.membershipsOf(ours.space).setMappedTeams(theirs.user, [theirs.team]);
  await store.teamsOf(ours.space).addMember(theirs.team, ours.user);
  await store.teamsOf(ours.space).addMember(ours.team, theirs.user);
  await store.teamsOf(ours.space).removeMember(theirs.team, theirs.user);
  await store.teamsOf(ours.space).remove(theirs.team);
  await store.domainsOf(ours.organization).recordCheck(theirs.domain, "verified", "ok", longAgo);
  await connections.touch(theirs.connection, longAgo);
  await connections.markTested(theirs.configuration, "run_1", longAgo);
  await connections.discardConfiguration(theirs.configuration);
  await connections.retireKey(theirs.key, longAgo);
  await connections.removeKey(theirs.key);
  await connections.identities.update(theirs.identity, { subject: "bob" });
  await connections.identities.touch(theirs.identity, soon);
  await connections.identities.remove(theirs.identity);
  expect(await pictureOf(theirs)).toEqual(before);
});

test("a repository made for one tenant puts nothing into another's", async () => {
  const before = await pictureOf(theirs);
  const connections = store.connectionsOf(ours.organization);
  const foreign = { organizationId: theirs.organization, connectionId: theirs.connection };
  const connection = await store.connectionLookup.byId(theirs.connection);
  if (!connection) throw new Error("no connection");
  const attempts = [
    connections.goLive(theirs.connection, theirs.configuration, longAgo, unmarkedAuthority),
    connections.goLive(ours.connection, theirs.configuration, longAgo, unmarkedAuthority),
    aConfiguration(store, { ...connection, organizationId: ours.organization }),
    connections.insertKey({
      id: "key_x",
      ...foreign,
      certificate: "x",
      privateKeySealed: "x",
      createdAt: longAgo,
      retiredAt: null,
    }),
    anOption(store, ours.space, theirs.connection),
  ];
  const outcomes = await Promise.allSettled(attempts);
  expect(outcomes.map(({ status }) => status)).toEqual(attempts.map(() => "rejected"));
  // Data that claims to belong to another tenant is stored as one's own.
  await store
    .teamsOf(ours.space)
    .insert({ id: "team_x", spaceId: theirs.space, name: "X", defaultRole: null, createdAt: longAgo });
  expect(await store.teamsOf(ours.space).byId("team_x")).toMatchObject({ spaceId: ours.space });
  expect(await pictureOf(theirs)).toEqual(before);
});
