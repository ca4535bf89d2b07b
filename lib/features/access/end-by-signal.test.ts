import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { latestSignal } from "@/lib/db/testing/latest-signal";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { openSession } from "@/lib/features/sessions/open-session";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import { nothingEnded } from "@/lib/model/access/receipt";
import type { SignalKind, SignalSubject } from "@/lib/model/access/signals";
import type { Connection } from "@/lib/model/connections/connection";
import type { Space } from "@/lib/model/spaces/space";
import { endBySignal } from "./end-by-signal";

let lab: SsoLab;
let space: Space;
let connection: Connection;
let reference: string;
let tokens = 0;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  const acme = await aSubscribedSpace(lab);
  const made = await anActiveConnection(lab, acme.admin, "oidc");
  space = acme.space;
  reference = made.reference;
  connection = await named(made.connectionId);
});

async function named(id: string): Promise<Connection> {
  const found = await lab.deps.store.connectionLookup.byId(id);
  if (!found) throw new Error("no connection");
  return found;
}

async function signIn(person = "ada-moreno") {
  const finished = await new LabBrowser(lab).signIn(
    space,
    { connectionId: connection.id, reference },
    { person },
  );
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  const session = await sessionOf(finished.sessionId);
  const [through] = session.spaces;
  const [link] = await lab.deps.store
    .connectionsOf(connection.organizationId)
    .identities.ofUser(session.userId);
  if (!through?.providerSession || !link) throw new Error("no session at the provider, or no link");
  return {
    id: session.id,
    userId: session.userId,
    sid: through.providerSession,
    identity: { issuer: link.issuer, subject: link.subject },
  };
}

async function sessionOf(id: string) {
  const session = await lab.deps.store.sessions.byId(id);
  if (!session) throw new Error("no session");
  return session;
}

const isLive = async ({ id }: { id: string }) => (await sessionOf(id)).endedAt === null;

const nobody: SignalSubject = { identity: null, email: null, sessionIndexes: [] };
const signal = (
  kind: SignalKind,
  subject: Partial<SignalSubject>,
  of = connection,
  tokenId = `t${++tokens}`,
) => endBySignal(lab.deps, { connection: of, kind, tokenId, subject: { ...nobody, ...subject }, checks: [] });

/** A session by password, and a personal token. */
async function holds(userId: string, where = space) {
  const { secrets, now, store } = lab.deps;
  const admitted = { spaceId: where.id, way: "password", connectionId: null, providerSession: null } as const;
  const opened = await openSession(lab.deps, {
    ...{ userId, spaces: [{ ...admitted, admittedAt: now() }] },
    ...{ address: null, userAgent: null, previousSessionId: null },
  });
  const id = secrets.id("tok");
  const mine = {
    kind: "personal",
    spaceId: where.id,
    userId,
    accountId: null,
    scopes: [],
    role: "reader",
  } as const;
  await store.tokensOf(where.id).insert({
    ...{ ...mine, id, name: "Mine", prefix: "ghp_", scopes: [], hash: id, createdAt: now(), expiresAt: null },
    ...{ lastUsedAt: null, endedAt: null, endedReason: null, endedDetail: null },
  });
  const tokenLives = async () => (await store.tokensOf(where.id).countLive(now())).personal === 1;
  return { password: { id: opened.sessionId }, tokenLives };
}

describe("a sign-out at the provider", () => {
  test("ends what the named session opened, and nothing else", async () => {
    const [first, second, other] = [await signIn(), await signIn(), await signIn("ben-okafor")];
    const { password, tokenLives } = await holds(first.userId);
    expect(first.sid).not.toBe(second.sid);
    const ended = await signal("oidc_logout", { identity: first.identity, sessionIndexes: [first.sid] });
    expect(ended).toMatchObject({ outcome: "ended", userId: first.userId, receipt: { sessions: 1 } });
    expect(await Promise.all([first, second, other, password].map(isLive))).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await tokenLives()).toBe(true);
  });

  test("of a person ends all that the connection opened for them", async () => {
    const [first, second, other] = [await signIn(), await signIn(), await signIn("ben-okafor")];
    const { password } = await holds(first.userId);
    expect(await signal("oidc_logout", { identity: first.identity })).toMatchObject({
      receipt: { sessions: 2 },
    });
    expect(await Promise.all([first, second, other, password].map(isLive))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test("by a session alone is believed; by somebody else's session it ends nothing", async () => {
    const [ada, bo] = [await signIn(), await signIn("ben-okafor")];
    expect(await signal("oidc_logout", { identity: bo.identity, sessionIndexes: [ada.sid] })).toMatchObject({
      outcome: "nobody",
    });
    expect(await isLive(ada)).toBe(true);
    expect(await signal("oidc_logout", { sessionIndexes: [ada.sid] })).toMatchObject({ outcome: "ended" });
    expect(await isLive(ada)).toBe(false);
  });

  test("of somebody unknown ends nothing, even with a session that exists", async () => {
    const ada = await signIn();
    const identity = { ...ada.identity, subject: "somebody-else" };
    expect(await signal("oidc_logout", { identity, sessionIndexes: [ada.sid] })).toMatchObject({
      outcome: "nobody",
    });
    expect(await isLive(ada)).toBe(true);
  });
});

describe("a revocation", () => {
  test("ends every session and token of the person here, and leaves a receipt", async () => {
    const [ada, bo] = [await signIn(), await signIn("ben-okafor")];
    const { password, tokenLives } = await holds(ada.userId);
    const elsewhere = await aSpace(lab.deps.store);
    await aMember(lab.deps.store, elsewhere.id);
    const ended = await signal("global_token_revocation", { email: "ada.moreno@acme.example" });
    const receipt = { ...nothingEnded, sessions: 2, personalTokens: 1 };
    expect(ended).toEqual({ outcome: "ended", userId: ada.userId, receipt });
    expect(await Promise.all([ada, bo, password].map(isLive))).toEqual([false, true, false]);
    expect(await tokenLives()).toBe(false);
    const { rows } = await lab.deps.store.auditOf(space.id).page({ pageSize: 1 });
    expect(rows).toMatchObject([
      {
        action: "access.ended",
        target: { id: ada.userId },
        details: { cause: "global_token_revocation", sessions: 2, personalTokens: 1 },
      },
    ]);
    expect(await latestSignal(lab.deps.store, connection)).toMatchObject({
      ...{ outcome: "ended", receipt, userId: ada.userId },
    });
  });

  test("by an address counts only for people of the connection", async () => {
    const { userId } = await aMember(lab.deps.store, space.id, {}, { email: "max@acme.example" });
    const { password } = await holds(userId);
    expect(await signal("global_token_revocation", { email: "max@acme.example" })).toMatchObject({
      outcome: "nobody",
    });
    expect(await isLive(password)).toBe(true);
  });

  test("does not reach the spaces that the connection does not lead to", async () => {
    const ada = await signIn();
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    const { password, tokenLives } = await holds(ada.userId, other.space);
    await signal("global_token_revocation", { identity: ada.identity });
    expect(await Promise.all([ada, password].map(isLive))).toEqual([false, true]);
    expect(await tokenLives()).toBe(true);
  });
});

test("another organization's connection ends nothing by the same names", async () => {
  const ada = await signIn();
  const other = await aSubscribedSpace(lab, { domain: "other.example" });
  const theirs = await named((await anActiveConnection(lab, other.admin, "oidc")).connectionId);
  const subject = { identity: ada.identity, sessionIndexes: [ada.sid] };
  expect(await signal("oidc_logout", subject, theirs)).toMatchObject({ outcome: "nobody" });
  expect(await signal("global_token_revocation", { email: "ada.moreno@acme.example" }, theirs)).toMatchObject(
    {
      outcome: "nobody",
    },
  );
  expect(await isLive(ada)).toBe(true);
});

test("the same signal counts once, also of ten at a time", async () => {
  const ada = await signIn();
  const subject = { identity: ada.identity };
  const all = await Promise.all(
    Array.from({ length: 10 }, () => signal("oidc_logout", subject, connection, "one")),
  );
  expect(all.filter(({ outcome }) => outcome === "ended")).toHaveLength(1);
  expect(all.filter(({ outcome }) => outcome === "replayed")).toHaveLength(9);
  lab.clock.forward(1);
  const again = await signIn();
  expect(await signal("oidc_logout", subject, connection, "one")).toEqual({ outcome: "replayed" });
  expect(await isLive(again)).toBe(true);
});

describe("a sign-in that is under way", () => {
  async function underWay(meanwhile: () => Promise<unknown>) {
    const browser = new LabBrowser(lab);
    const received = await browser.answer(connection.id, await browser.begin(space, reference));
    await meanwhile();
    return browser.finish(received);
  }

  test("does not finish if its person's access ends meanwhile", async () => {
    const ada = await signIn();
    lab.clock.forward(1);
    expect(await underWay(() => signal("global_token_revocation", { identity: ada.identity }))).toMatchObject(
      {
        outcome: "refused",
        code: "access_ended",
      },
    );
    // One that begins afterwards does.
    lab.clock.forward(1);
    expect(await underWay(async () => null)).toMatchObject({ outcome: "signed_in" });
  });

  test("goes on if somebody else's does", async () => {
    const bo = await signIn("ben-okafor");
    expect(await underWay(() => signal("global_token_revocation", { identity: bo.identity }))).toMatchObject({
      outcome: "signed_in",
    });
  });

  test("does not finish for the first time either", async () => {
    const end = () => signal("global_token_revocation", { email: "ada.moreno@acme.example" });
    expect(await underWay(end)).toMatchObject({ outcome: "refused", code: "access_ended" });
  });
});
