import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "@/lib/db/testing/open-test-database";
import { aMember, aSpace } from "@/lib/db/testing/rows";
import { type TestClock, testClock, testDependencies } from "@/lib/db/testing/test-dependencies";
import { openSession } from "@/lib/features/sessions/open-session";
import type { Dependencies } from "@/lib/ports/dependencies";
import type { LogoutAnswer } from "@/lib/ports/logout-sender";
import { createApplicationBody } from "@/lib/schemas/application";
import { deliverLogouts } from "./deliver-logouts";
import { createApplication } from "./manage-applications";

let database: TestDatabase;
let clock: TestClock;
let deps: Dependencies;
let answer: LogoutAnswer;
let sent: { userId: string; sid: string; uri: string }[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.reset();
  clock = testClock();
  deps = testDependencies(database, clock);
  answer = { reached: true, status: 200, excerpt: "" };
  sent = [];
});

const uri = "https://notes.example/logout";

/** Somebody signed in to an application that subscribes to sign-outs. */
async function signedIn(backchannelLogoutUri: string | null = uri) {
  const space = await aSpace(deps.store);
  const { userId } = await aMember(deps.store, space.id);
  const body = { name: "Notes", redirectUris: ["https://notes.example/callback"], backchannelLogoutUri };
  const made = await createApplication(
    { ...deps, outbound: { check: () => null } },
    { kind: "operator", id: null, name: "Olga", address: null },
    createApplicationBody.parse(body),
  );
  if (!made.ok) throw new Error(made.problem.message);
  const sessionId = await browser(userId, space.id);
  const { id: sid } = await open(made.value.id, sessionId, userId, space.id);
  return { space, userId, sessionId, sid, applicationId: made.value.id };
}

async function browser(userId: string, spaceId: string, previousSessionId: string | null = null) {
  const admitted = { spaceId, way: "password", connectionId: null, providerSession: null } as const;
  const spaces = [{ ...admitted, admittedAt: clock.now() }];
  return (await openSession(deps, { userId, spaces, address: null, userAgent: null, previousSessionId }))
    .sessionId;
}

async function open(applicationId: string, sessionId: string, userId: string, spaceId: string) {
  const signIn = await deps.store.applicationSessions.open({
    id: deps.secrets.id("appsess"),
    applicationId,
    sessionId,
    userId,
    spaceId,
    connectionId: null,
    way: "password",
    authTime: clock.now(),
    createdAt: clock.now(),
    endedAt: null,
  });
  if (!signIn) throw new Error("the session is over");
  return signIn;
}

async function deliver() {
  const logoutSender = {
    async send(message: { applicationId: string; userId: string; sid: string; uri: string }) {
      const { userId, sid, uri } = message;
      sent.push({ userId, sid, uri });
      return answer;
    },
  };
  return deliverLogouts({ ...deps, logoutSender });
}

describe("an application is notified", () => {
  test("not while the session lives", async () => {
    await signedIn();
    expect(await deliver()).toBe(0);
    expect(sent).toEqual([]);
  });

  test("once somebody signs out", async () => {
    const { sessionId, userId, sid } = await signedIn();
    await deps.store.sessions.end(sessionId, "signed_out", clock.now());
    await deliver();
    await deliver();
    expect(sent).toEqual([{ userId, sid, uri }]);
  });

  test("if somebody is deactivated, or the space ends the session", async () => {
    const first = await signedIn();
    await deps.store
      .membershipsOf(first.space.id)
      .update(first.userId, { status: "deactivated", licence: null });
    const second = await signedIn();
    await deps.store.sessionsOf(second.space.id).end(second.sessionId, "ended_by_administrator", clock.now());
    await deliver();
    expect(sent.map(({ sid }) => sid).toSorted()).toEqual([first.sid, second.sid].toSorted());
  });

  test("of a session's own end, however many members of other spaces are not active", async () => {
    const here = await signedIn();
    const elsewhere = await aSpace(deps.store);
    for (let left = 0; left < 2; left += 1) {
      const { userId } = await aMember(deps.store, elsewhere.id);
      await deps.store.membershipsOf(elsewhere.id).update(userId, { status: "deactivated", licence: null });
    }
    await deps.store.sessions.end(here.sessionId, "signed_out", clock.now());
    await deliver();
    expect(sent).toMatchObject([{ sid: here.sid }]);
    const [said] = await deps.store.applicationLogouts.latest(here.applicationId, 1);
    expect(said).toMatchObject({ cause: "signed_out" });
  });

  test("if a session expires", async () => {
    const { sid } = await signedIn();
    clock.forward(13 * 3600);
    await deliver();
    expect(sent).toMatchObject([{ sid }]);
  });

  test("of nothing if it does not subscribe, and the sign-in ends all the same", async () => {
    const { sessionId, sid } = await signedIn(null);
    await deps.store.sessions.end(sessionId, "signed_out", clock.now());
    await deliver();
    expect(sent).toEqual([]);
    expect(await deps.store.applicationSessions.byId(sid)).toMatchObject({ endedAt: clock.now() });
  });

  test("of nothing if the same person signs in again in the same browser, until that session ends", async () => {
    const { sessionId, userId, sid, space } = await signedIn();
    const next = await browser(userId, space.id, sessionId);
    await deliver();
    expect(sent).toEqual([]);
    expect(await deps.store.applicationSessions.byId(sid)).toMatchObject({ sessionId: next, endedAt: null });
    await deps.store.sessions.end(next, "signed_out", clock.now());
    await deliver();
    expect(sent).toMatchObject([{ sid }]);
  });

  test("with the same sid after signing in again, even if the old session was not yet cleaned up", async () => {
    const { sessionId, userId, sid, space, applicationId } = await signedIn();
    const next = await browser(userId, space.id, sessionId);
    expect((await open(applicationId, next, userId, space.id)).id).toBe(sid);
    const other = await aMember(deps.store, space.id);
    const third = await browser(other.userId, space.id, next);
    expect((await open(applicationId, third, other.userId, space.id)).id).not.toBe(sid);
    await deliver();
    expect(sent).toMatchObject([{ sid, userId }]);
  });

  test("again two seconds after a failed delivery, but not forever", async () => {
    const { sessionId, applicationId } = await signedIn();
    await deps.store.sessions.end(sessionId, "signed_out", clock.now());
    answer = { reached: true, status: 503, excerpt: "busy" };
    await deliver();
    await deliver();
    expect(sent).toHaveLength(1);
    const waiting = { status: "waiting", attempts: 1, responseCode: 503, excerpt: "busy" };
    expect(await deps.store.applicationLogouts.latest(applicationId, 5)).toMatchObject([waiting]);
    clock.forward(2);
    await deliver();
    expect(sent).toHaveLength(2);
    for (let hour = 0; hour < 12; hour += 1) {
      clock.forward(3600);
      await deliver();
    }
    expect(sent).toHaveLength(5);
    expect(await deps.store.applicationLogouts.latest(applicationId, 5)).toMatchObject([
      { status: "failed" },
    ]);
  });

  test("once by ten processes at the same time", async () => {
    const { sessionId } = await signedIn();
    await deps.store.sessions.end(sessionId, "signed_out", clock.now());
    await Promise.all(Array.from({ length: 10 }, () => deliver()));
    expect(sent).toHaveLength(1);
  });
});
