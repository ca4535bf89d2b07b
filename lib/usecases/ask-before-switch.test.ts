import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Space } from "@/lib/core/model/space";
import { askBeforeSwitch } from "./ask-before-switch";
import { finishRoundTrip } from "./finish-round-trip";
import { liveSession } from "./live-session";
import type { Acting } from "./ports/acting";
import type { Received } from "./receive-saml-response";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type Pick,
  type SsoLab,
} from "./testing/sso-lab";
import { startAtProvider, typed } from "./testing/sso-scenes";

let lab: SsoLab;
let space: Space;
let admin: Acting;
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

test("somebody's own answer in another person's browser asks first, and changes nothing until the answer", async () => {
  const sessionId = await signedIn();
  const { waiting, finished, go } = await arrived(sessionId);
  expect(finished).toEqual({ outcome: "ask", ticket: waiting.ticket });
  expect((await liveSession(lab.deps, sessionId))?.user.email).toBe("victim@acme.example");
  expect(await askBeforeSwitch(lab.deps, { ...waiting, sessionId })).toEqual({
    email: ada,
    current: "victim@acme.example",
    space: { slug: space.slug, name: space.name },
  });

  const confirmed = await go(true);
  expect(confirmed).toMatchObject({ outcome: "signed_in" });
  expect(await liveSession(lab.deps, sessionId)).toBeNull();
  expect(await go(true)).toEqual({ outcome: "unknown_ticket" });
  expect(await askBeforeSwitch(lab.deps, { ...waiting, sessionId })).toBeNull();
});

test("nobody is asked where nobody is signed in, or the same person is", async () => {
  expect((await arrived(null)).finished).toMatchObject({ outcome: "signed_in" });
  const sessionId = await signedIn({ person: "ada-moreno" });
  expect((await arrived(sessionId)).finished).toMatchObject({ outcome: "signed_in" });
});

test("nobody is asked in a session that has ended, nor after a sign-in that began here", async () => {
  const sessionId = await signedIn();
  await lab.deps.store.sessions.end(sessionId, "signed_out", lab.deps.now());
  expect((await arrived(sessionId)).finished).toMatchObject({ outcome: "signed_in" });

  const other = await signedIn();
  const mine = browser();
  const answered = await mine.answer(connection.connectionId, await mine.begin(space, connection.reference));
  expect(await mine.finish(answered, other)).toMatchObject({ outcome: "signed_in" });
});

test("the question shows nothing to a browser that the ticket is not bound to", async () => {
  const sessionId = await signedIn();
  const { waiting } = await arrived(sessionId);
  for (const browserSecret of [null, lab.deps.secrets.secret()])
    expect(await askBeforeSwitch(lab.deps, { ...waiting, browserSecret, sessionId })).toBeNull();
  expect(await askBeforeSwitch(lab.deps, { ...waiting, ticket: "guessed", sessionId })).toBeNull();
});
