import * as client from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aConnection, aMember, anOrganization, aSpace, aToken } from "@/lib/db/testing/rows";
import { liveSession } from "@/lib/features/sessions/live-session";
import { spaceAccess } from "@/lib/features/sessions/space-access";
import { authenticateToken } from "@/lib/features/tokens/authenticate-token";
import { type AccessCause, accessCauses, endings } from "@/lib/model/access/endings";
import type { Actor } from "@/lib/model/audit/audit";
import type { SessionSpace } from "@/lib/model/sign-in/session";
import type { Space } from "@/lib/model/spaces/space";
import { writeToken } from "@/lib/model/tokens/token-secret";
import type { Dependencies } from "@/lib/ports/dependencies";
import { outcome } from "@/lib/server/provider/testing/outcomes";
import {
  anApplication,
  Browser,
  byPassword,
  configure,
  openProviderLab,
  type ProviderLab,
  signInTo,
  startProvider,
} from "@/lib/server/provider/testing/provider-lab";
import { type EndedPeople, endAccess, endAccessEverywhere } from "./end-access";

const isOfEverybody = (cause: AccessCause) => cause === "sso_activated" || cause === "sso_removed";

/** What somebody can hold, and when a cause ends it. */
const credentials = {
  "the session of the provider's sign-in": () => true,
  "a session by password": ({ sessions }) => sessions !== "provider_session",
  "the browser in which it is done": ({ sessions }) => sessions === "space" || sessions === "person",
  "a session of another space": ({ sessions }) => sessions === "person" || sessions === "others",
  "the access token of an application": () => true,
  "a refresh token": ({ refreshTokens }) => refreshTokens,
  "a refresh token whose browser has left before": ({ refreshTokens }) => refreshTokens,
  "a personal token": ({ personalTokens }) => personalTokens !== null,
  "an integration token": () => false,
  "a grant at a tool": ({ toolTokens }) => toolTokens,
  "somebody else's session": (_, cause) => isOfEverybody(cause),
} satisfies Record<string, (rule: (typeof endings)[AccessCause], cause: AccessCause) => boolean>;
type Credential = keyof typeof credentials;

const actor: Actor = { kind: "system", id: null, name: "The matrix", address: null };
let here: ProviderLab;
let there: Awaited<ReturnType<typeof startProvider>>;

beforeAll(async () => {
  here = await openProviderLab();
  // Another process on the same database: nothing in common but what is stored.
  there = await startProvider(here.deps, here.database);
}, 240_000);
afterAll(async () => {
  await there.close();
  await here.close();
});
beforeEach(() => here.database.reset());

interface World {
  space: Space;
  ann: { id: string; email: string };
  organizationId: string;
  connectionId: string;
  ownBrowser: string;
  /** Whether each still works, at one of the two processes. */
  alive: Record<Credential, (at: Instance) => Promise<boolean>>;
}
interface Instance {
  deps: Dependencies;
  config: client.Configuration;
}

const admitted = (spaceId: string, connectionId: string): SessionSpace => ({
  ...{ spaceId, way: "connection", connectionId, providerSession: "at-the-provider" },
  admittedAt: here.deps.now(),
});

// Over 60 lines: everything that a person can hold, one after the other.
async function aWorld(): Promise<World & { instances: Record<string, Instance> }> {
  const { deps } = here;
  const { store, secrets, now } = deps;
  const [space, other] = [await aSpace(store), await aSpace(store)];
  const organizationId = await anOrganization(store, space.id);
  const { id: connectionId } = await aConnection(store, organizationId);
  const member = await aMember(store, space.id);
  const ann = { id: member.userId, email: `${member.userId}@orchard.example` };
  await aMember(store, other.id, { userId: ann.id });
  const bob = await aMember(store, space.id);
  const notes = await anApplication(here, { backchannelLogoutUri: "https://notes.example/ended" });
  const secret = client.ClientSecretBasic(notes.clientSecret ?? "");
  const instances = {
    "the same process": { deps, config: notes.config },
    "another process": { deps: there.deps, config: await configure(there.appUrl, notes.id, secret) },
  };

  const opened = async (userId: string, ...spaces: SessionSpace[]) => {
    const browser = new Browser(here);
    await browser.signIn(userId, ...spaces);
    return browser;
  };
  const session = ({ sessionId }: Browser, at: Space) => {
    return async ({ deps: its }: Instance) => {
      const current = await liveSession(its, sessionId ?? "");
      return (await spaceAccess(its, at.slug, current, null)).state === "inside";
    };
  };
  const offline = async (browser: Browser) => {
    const request = { scope: "openid email offline_access" };
    let { refresh_token: token } = await (await signInTo(browser, notes.config, request)).tokens();
    if (!token) throw new Error("no refresh token");
    return async ({ config }: Instance) => {
      const refreshed = await client.refreshTokenGrant(config, token ?? "").catch(() => null);
      token = refreshed?.refresh_token ?? token;
      return refreshed !== null;
    };
  };
  const token = async (kind: "personal" | "integration") => {
    const text = writeToken(kind, secrets.secret());
    const owner = kind === "personal" ? { userId: ann.id } : {};
    const account = kind === "integration" ? { id: secrets.id("acc"), name: "A program" } : null;
    if (account)
      await store
        .accountsOf(space.id)
        .insert({ ...account, spaceId: space.id, createdAt: now(), createdBy: null });
    const accountId = account?.id ?? null;
    await aToken(store, space.id, {
      ...{ kind, ...owner, accountId, hash: secrets.hash(text), createdAt: now(), expiresAt: null },
    });
    return async ({ deps: its }: Instance) =>
      (await authenticateToken(its, text, null)).outcome === "authenticated";
  };

  const provided = await opened(ann.id, admitted(space.id, connectionId));
  const own = await opened(ann.id, byPassword(here, space.id));
  const left = await opened(ann.id, byPassword(here, space.id));
  const leftToken = await offline(left);
  await store.sessions.end(left.sessionId ?? "", "signed_out", now());
  await store.applicationLogouts.sweep(now(), 100);
  await store.providerTokensOf(organizationId).keep({
    ...{ id: secrets.id("ptok"), connectionId, userId: ann.id, scopes: [], endpoints: [], expiresAt: null },
    ...{ createdAt: now(), accessTokenSealed: "sealed", refreshTokenSealed: null },
  });
  const access = (await (await signInTo(provided, notes.config)).tokens()).access_token;
  const alive: World["alive"] = {
    "the session of the provider's sign-in": session(provided, space),
    "a session by password": session(await opened(ann.id, byPassword(here, space.id)), space),
    "the browser in which it is done": session(own, space),
    "a session of another space": session(await opened(ann.id, byPassword(here, other.id)), other),
    "the access token of an application": async ({ config }) =>
      (await outcome(client.fetchUserInfo(config, access, ann.id))) === "granted",
    "a refresh token": await offline(provided),
    "a refresh token whose browser has left before": leftToken,
    "a personal token": await token("personal"),
    "an integration token": await token("integration"),
    "a grant at a tool": async ({ deps: its }) => {
      const kept = await its.store.providerTokensOf(organizationId).byUser(connectionId, ann.id);
      return kept?.accessTokenSealed === "sealed";
    },
    "somebody else's session": session(await opened(bob.userId, byPassword(here, space.id)), space),
  };
  const ownBrowser = own.sessionId ?? "";
  return { space, ann, organizationId, connectionId, ownBrowser, alive, instances };
}

/** Ends as the ways in to this cause do. */
async function end(cause: AccessCause, world: World) {
  const { space, ann, organizationId, connectionId, ownBrowser: exceptSessionId } = world;
  const { sessions } = endings[cause];
  await here.deps.store.transaction(async (store) => {
    const within = { ...here.deps, store };
    if (sessions === "person" || sessions === "others")
      return endAccessEverywhere(within, ann, { cause, actor, exceptSessionId });
    const people: Record<typeof sessions, EndedPeople> = {
      provider_session: { connectionId, userId: ann.id, providerSessions: ["at-the-provider"] },
      space: isOfEverybody(cause) ? "everybody" : { userIds: [ann.id] },
    };
    return endAccess(within, space.id, { cause, actor, organizationId, people: people[sessions] });
  });
}

const cells = Object.keys(credentials) as Credential[];

describe.each(accessCauses)("%s", (cause) => {
  test("ends exactly what the table says, in every process", async () => {
    const world = await aWorld();
    const look = async () => {
      const seen: Record<string, boolean> = {};
      for (const [name, instance] of Object.entries(world.instances))
        for (const cell of cells) seen[`${cell}, ${name}`] = await world.alive[cell](instance);
      return seen;
    };
    const expected = (lives: (cell: Credential) => boolean) =>
      Object.fromEntries(
        Object.keys(world.instances).flatMap((name) =>
          cells.map((cell) => [`${cell}, ${name}`, lives(cell)]),
        ),
      );
    expect(await look()).toEqual(expected(() => true));
    await end(cause, world);
    expect(await look()).toEqual(expected((cell) => !credentials[cell](endings[cause], cause)));

    const { rows } = await here.deps.store.auditOf(world.space.id).page({ action: "access.ended" });
    expect(rows).toHaveLength(1);
    const isForAll = isOfEverybody(cause);
    expect(rows[0]?.target?.id ?? null).toBe(isForAll ? null : world.ann.id);
    expect(rows[0]?.details).toMatchObject({
      ...{ cause, applicationsTold: 1, ...(isForAll ? { people: 2 } : {}) },
      refreshTokens: endings[cause].refreshTokens ? 2 : 0,
      personalTokens: endings[cause].personalTokens ? 1 : 0,
      toolTokens: endings[cause].toolTokens ? 1 : 0,
    });
    expect(await here.deps.store.applicationLogouts.claimDue(here.deps.now(), 10)).not.toEqual([]);

    // The second time there is nothing left.
    await end(cause, world);
    const again = await here.deps.store.auditOf(world.space.id).page({ action: "access.ended" });
    expect(again.total).toBe(rows.length);
  });
});
