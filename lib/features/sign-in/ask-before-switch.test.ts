import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { liveSession } from "@/lib/features/sessions/live-session";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type Pick,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import { anActiveTile, startAtProvider, typed } from "@/lib/features/testing/sso-scenes";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { askBeforeSwitch } from "./ask-before-switch";
import { beginInitiatedSignIn } from "./begin-initiated-sign-in";
import { finishRoundTrip } from "./finish-round-trip";
import type { Received } from "./received";

let lab: SsoLab;
let space: Space;
let admin: Context;
let connection: { connectionId: string; reference: string };
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
  connection = await anActiveConnection(lab, admin, "saml");
});

const ada = "ada.moreno@acme.example";
const browser = () => new LabBrowser(lab);

async function signedIn(pick: Pick = typed("victim@acme.example")): Promise<string> {
  const finished = await browser().signIn(space, connection, pick);
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  return finished.sessionId;
}
function ticketOf(received: Received) {
  if (received.outcome !== "ticket") throw new Error(JSON.stringify(received));
  return { ticket: received.ticket, browserSecret: received.bind };
}
async function arrived(sessionId: string | null, confirmed = false) {
  const waiting = ticketOf(await startAtProvider(lab, browser(), connection.connectionId));
  const go = (confirmed: boolean) =>
    finishRoundTrip(lab.deps, {
      ...waiting,
      browser: { address: null, userAgent: null, sessionId },
      confirmed,
    });
  return { waiting, finished: await go(confirmed), go };
}

test("another person's answer in a signed-in browser asks first, and changes nothing until confirmed", async () => {
  const sessionId = await signedIn();
  const { waiting, finished, go } = await arrived(sessionId);
  expect(finished).toEqual({ outcome: "ask", ticket: waiting.ticket });
  expect((await liveSession(lab.deps, sessionId))?.user.email).toBe("victim@acme.example");
  expect(await askBeforeSwitch(lab.deps, { ...waiting, sessionId })).toEqual({
    email: ada,
    current: "victim@acme.example",
    space: { id: space.id, slug: space.slug, name: space.name },
  });

  const confirmed = await go(true);
  expect(confirmed).toMatchObject({ outcome: "signed_in" });
  expect(await liveSession(lab.deps, sessionId)).toBeNull();
  // The same browser again: it is signed in already.
  expect(await go(true)).toMatchObject({ outcome: "signed_in_before" });
  expect(await askBeforeSwitch(lab.deps, { ...waiting, sessionId })).toBeNull();
});

test("nothing is asked if nobody is signed in, or the same person is", async () => {
  expect((await arrived(null)).finished).toMatchObject({ outcome: "signed_in" });
  const sessionId = await signedIn({ person: "ada-moreno" });
  expect((await arrived(sessionId)).finished).toMatchObject({ outcome: "signed_in" });
});

test("nothing is asked in a session that has ended", async () => {
  const sessionId = await signedIn();
  await lab.deps.store.sessions.end(sessionId, "signed_out", lab.deps.now());
  expect((await arrived(sessionId)).finished).toMatchObject({ outcome: "signed_in" });
});

test("the question reveals nothing to a browser that the ticket is not bound to", async () => {
  const sessionId = await signedIn();
  const { waiting } = await arrived(sessionId);
  for (const browserSecret of [null, lab.deps.secrets.secret()])
    expect(await askBeforeSwitch(lab.deps, { ...waiting, browserSecret, sessionId })).toBeNull();
  expect(await askBeforeSwitch(lab.deps, { ...waiting, ticket: "guessed", sessionId })).toBeNull();
});

/** Sent through the connection's login address; the provider answers without asking. */
async function sentOut(mine: LabBrowser, startedElsewhere: boolean, pick: Pick = {}, at = connection) {
  const redirect = await mine.begin(space, at.reference, null, startedElsewhere);
  return mine.answer(at.connectionId, redirect, pick);
}

describe("a sign-in that begins at our login address", () => {
  test.each(["saml", "oidc", "oauth2"] as const)(
    "by a link on another site (%s) asks if somebody else is signed in, and changes nothing until confirmed",
    async (protocol) => {
      const at = protocol === "saml" ? connection : await anActiveConnection(lab, admin, protocol);
      const sessionId = await signedIn();
      const mine = browser();
      const { ticket } = ticketOf(await sentOut(mine, true, {}, at));
      const go = (confirmed: boolean) =>
        finishRoundTrip(lab.deps, {
          ticket,
          browserSecret: mine.secret,
          browser: { address: null, userAgent: null, sessionId },
          confirmed,
        });
      expect(await go(false)).toEqual({ outcome: "ask", ticket });
      expect(await go(false)).toEqual({ outcome: "ask", ticket });
      expect((await liveSession(lab.deps, sessionId))?.user.email).toBe("victim@acme.example");
      expect(await lab.deps.store.users.byEmail(ada)).toBeNull();

      expect(await go(true)).toMatchObject({ outcome: "signed_in" });
      expect(await liveSession(lab.deps, sessionId)).toBeNull();
      // The same browser again: it is signed in already.
      expect(await go(true)).toMatchObject({ outcome: "signed_in_before" });
      expect(await go(false)).toMatchObject({ outcome: "signed_in_before" });
    },
  );

  test("by a link on another site asks nothing if nobody is signed in, or the same person is", async () => {
    const mine = browser();
    const first = await mine.finish(await sentOut(mine, true));
    if (first.outcome !== "signed_in") throw new Error(JSON.stringify(first));
    expect(await mine.finish(await sentOut(mine, true), first.sessionId)).toMatchObject({
      outcome: "signed_in",
    });
  });

  test("by this site's own button asks nothing", async () => {
    const sessionId = await signedIn();
    const mine = browser();
    expect(await mine.finish(await sentOut(mine, false), sessionId)).toMatchObject({ outcome: "signed_in" });
  });

  test("by another site is refused without a question in a browser that was not redirected", async () => {
    const sessionId = await signedIn();
    const received = await sentOut(browser(), true);
    expect(await browser().finish(received, sessionId)).toMatchObject({
      outcome: "refused",
      code: "attempt_other_browser",
    });
    expect((await liveSession(lab.deps, sessionId))?.user.email).toBe("victim@acme.example");
  });
});

test("an OpenID provider's tile asks if somebody else is signed in, and only then", async () => {
  const { connectionId } = await anActiveTile(lab, admin);
  const arrivesBy = async (sessionId: string | null) => {
    const mine = browser();
    const started = await beginInitiatedSignIn(lab.deps, {
      connectionId,
      parameters: new URLSearchParams({ iss: lab.oidc.url }),
      address: null,
      browserSecret: mine.secret,
    });
    if (started.outcome !== "out") throw new Error(JSON.stringify(started));
    return mine.finish(await mine.answer(connectionId, started.redirect), sessionId);
  };
  const sessionId = await signedIn();
  expect(await arrivesBy(sessionId)).toMatchObject({ outcome: "ask" });
  expect((await liveSession(lab.deps, sessionId))?.user.email).toBe("victim@acme.example");
  expect(await arrivesBy(null)).toMatchObject({ outcome: "signed_in" });
});
