import { SignJWT } from "jose";
import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { latestSignal } from "@/lib/db/testing/latest-signal";
import { listSignals } from "@/lib/features/access/list-signals";
import { signalAddresses } from "@/lib/features/access/receive-signal";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
} from "@/lib/features/testing/sso-lab";
import { share } from "@/lib/features/testing/sso-scenes";
import type { SignalRefusal } from "@/lib/model/access/signal-refusals";
import type { Space } from "@/lib/model/spaces/space";
import { serveLab } from "@/lib/server/testing/browser";
import * as logout from "../sso/oidc/[connectionId]/backchannel-logout/route";
import * as revocation from "./global-token-revocation/[connectionId]/route";
import * as events from "./ssf/[connectionId]/route";

let lab: SsoLab;
let space: Space;
let connection: { connectionId: string; reference: string };
let organizationId: string;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  serveLab(lab);
  const acme = await aSubscribedSpace(lab);
  space = acme.space;
  connection = await anActiveConnection(lab, acme.admin, "oidc");
  const found = await lab.deps.store.connectionLookup.byId(connection.connectionId);
  organizationId = found?.organizationId ?? "";
});

async function signIn(person = "ada-moreno", where = { space, connection }) {
  const finished = await new LabBrowser(lab).signIn(where.space, where.connection, { person });
  if (finished.outcome !== "signed_in") throw new Error(JSON.stringify(finished));
  const session = await lab.deps.store.sessions.byId(finished.sessionId);
  const sid = session?.spaces[0]?.providerSession;
  if (!session || !sid) throw new Error("no session at the provider");
  return { id: session.id, sid };
}

const isLive = async ({ id }: { id: string }) => (await lab.deps.store.sessions.byId(id))?.endedAt === null;
const params = (id = connection.connectionId) => ({ params: Promise.resolve({ connectionId: id }) });
const post = (headers: Record<string, string>, body: string) =>
  new NextRequest(lab.deps.appUrl, { method: "POST", headers, body });
const latest = () => latestSignal(lab.deps.store, { organizationId, id: connection.connectionId });

type Change = { type?: string; claims?: Record<string, unknown>; foreign?: boolean };

const logoutEvent = "http://schemas.openid.net/event/backchannel-logout";
const caep = "https://schemas.openid.net/secevent/caep/event-type/";
const byAddress = { format: "email", email: "Ada.Moreno@acme.example" };

/** The three kinds: how a valid one is made, and sent. */
const kinds = {
  logout: {
    token: ({ claims, ...change }: Change = {}) =>
      lab.oidc.signSignal({
        type: "logout+jwt",
        ...change,
        claims: { aud: "lab", sub: "ada-moreno", events: { [logoutEvent]: {} }, ...claims },
      }),
    send: (token: string, id?: string) =>
      logout.POST(
        post(
          { "content-type": "application/x-www-form-urlencoded" },
          new URLSearchParams({ logout_token: token }).toString(),
        ),
        params(id),
      ),
    taken: 200,
    refused: 400,
  },
  revocation: {
    token: ({ claims, ...change }: Change = {}) =>
      lab.oidc.signSignal({
        type: "global-token-revocation+jwt",
        ...change,
        claims: {
          aud: signalAddresses(lab.deps.appUrl, connection.connectionId).globalTokenRevocation,
          ...claims,
        },
      }),
    send: (token: string, id?: string, body: unknown = { sub_id: byAddress }) =>
      revocation.POST(
        post({ authorization: `Bearer ${token}`, "content-type": "application/json" }, JSON.stringify(body)),
        params(id),
      ),
    taken: 204,
    refused: 401,
  },
  event: {
    token: ({ claims, ...change }: Change = {}) =>
      lab.oidc.signSignal({
        type: "secevent+jwt",
        ...change,
        claims: {
          aud: signalAddresses(lab.deps.appUrl, connection.connectionId).securityEvents,
          sub_id: byAddress,
          events: { [`${caep}session-revoked`]: { event_timestamp: 1 } },
          ...claims,
        },
      }),
    send: (token: string, id?: string) =>
      events.POST(post({ "content-type": "application/secevent+jwt" }, token), params(id)),
    taken: 202,
    refused: 400,
  },
} as const;
type Kind = keyof typeof kinds;
const all = Object.keys(kinds) as Kind[];

const seconds = () => Math.floor(Date.now() / 1000);

describe.each(all)("%s", (name) => {
  const kind = kinds[name];

  test("a valid one ends the person's session, and nobody else's", async () => {
    const [ada, ben] = [await signIn(), await signIn("ben-okafor")];
    const answer = await kind.send(await kind.token());
    expect(answer.status).toBe(kind.taken);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await Promise.all([ada, ben].map(isLive))).toEqual([false, true]);
    expect(await latest()).toMatchObject({ outcome: "ended", receipt: { sessions: 1 } });
  });

  const forged: [string, SignalRefusal, Change][] = [
    ["signed by another key", "signal_signature", { foreign: true }],
    ["for somebody else", "signal_audience", { claims: { aud: "another" } }],
    ["without an audience", "signal_audience", { claims: { aud: undefined } }],
    ["of another issuer", "signal_issuer", { claims: { iss: "https://evil.example" } }],
    ["expired", "signal_expired", { claims: { exp: seconds() - 120 } }],
    ["of the future", "signal_not_yet_valid", { claims: { iat: seconds() + 7200 } }],
    ["from long ago", "signal_too_old", { claims: { iat: seconds() - 8 * 86_400 } }],
    ["without a time", "signal_too_old", { claims: { iat: undefined } }],
    ["without an identifier", "signal_without_id", { claims: { jti: undefined } }],
    ["an ID token", "signal_type", { type: "at+jwt" }],
  ];
  test.each(forged)("%s: refused, as %s, and nothing ends", async (_, code, change) => {
    const ada = await signIn();
    const answer = await kind.send(await kind.token(change));
    expect(answer.status).toBe(kind.refused);
    expect(await isLive(ada)).toBe(true);
    expect(await latest()).toMatchObject({ outcome: "refused", refusalCode: code });
  });

  test("unsigned, or signed with a secret: refused", async () => {
    const ada = await signIn();
    const [, payload = "", signature = ""] = (await kind.token()).split(".");
    const head = (header: object) => Buffer.from(JSON.stringify(header)).toString("base64url");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
    const secret = new TextEncoder().encode("a secret & more+");
    const tokens = [
      `${head({ alg: "none", typ: "logout+jwt" })}.${payload}.`,
      `${head({ alg: "RS256", typ: "logout+jwt", kid: "rsa-1" })}.${payload}.${signature}`,
      await new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "logout+jwt" }).sign(secret),
      "no token",
      `a.${"b".repeat(30_000)}.c`,
    ];
    for (const token of tokens) expect((await kind.send(token)).status).toBe(kind.refused);
    expect(await isLive(ada)).toBe(true);
  });

  test("a copy ends nothing", async () => {
    const token = await kind.token();
    const first = await signIn();
    await kind.send(token);
    expect(await isLive(first)).toBe(false);
    lab.clock.forward(1);
    const again = await signIn();
    await kind.send(token);
    expect(await isLive(again)).toBe(true);
    expect(await latest()).toMatchObject({ outcome: "refused", refusalCode: "signal_replayed" });
  });

  test("sent to another tenant's connection ends nothing there", async () => {
    const ada = await signIn();
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    const theirs = await anActiveConnection(lab, other.admin, "oidc");
    await kind.send(await kind.token(), theirs.connectionId);
    expect(await isLive(ada)).toBe(true);
    expect((await kind.send(await kind.token(), "conn_unknown")).status).toBe(404);
  });

  test("nonsense is kept a hundred times an hour, and no more", async () => {
    const signals = lab.deps.store.accessSignalsOf(organizationId);
    for (let sent = 0; sent < 103; sent += 1) await kind.send("a.b.c");
    expect((await signals.page(connection.connectionId, { pageSize: 1 })).total).toBe(100);
    const ada = await signIn();
    await kind.send(await kind.token());
    expect(await isLive(ada)).toBe(false);
  });
});

test("the administrators see what arrived; another space, and one that the connection only serves, do not", async () => {
  await signIn();
  await kinds.revocation.send(await kinds.revocation.token());
  await kinds.logout.send(await kinds.logout.token({ foreign: true }));
  const { connectionId } = connection;
  const seen = await listSignals(lab.deps, { space }, connectionId, {});
  expect(seen?.signals.rows).toMatchObject([
    { kind: "oidc_logout", outcome: "refused", refusalCode: "signal_signature" },
    { kind: "global_token_revocation", outcome: "ended", about: "ada.moreno@acme.example" },
  ]);
  expect(seen?.addresses).toEqual({ ...signalAddresses(lab.deps.appUrl, connectionId), singleLogout: null });
  const other = await aSubscribedSpace(lab, { domain: "other.example" });
  expect(await listSignals(lab.deps, { space: other.space }, connectionId, {})).toBeNull();
  await share(lab, connectionId, other.space, { link: "connected", option: {} });
  expect(await listSignals(lab.deps, { space: other.space }, connectionId, {})).toBeNull();
});

describe("a logout token", () => {
  test("ends the one session that it names", async () => {
    const [first, second] = [await signIn(), await signIn()];
    await kinds.logout.send(await kinds.logout.token({ claims: { sid: first.sid, sub: undefined } }));
    expect(await Promise.all([first, second].map(isLive))).toEqual([false, true]);
  });

  test.each<[string, SignalRefusal, Record<string, unknown>]>([
    ["with a nonce", "signal_nonce", { nonce: "n" }],
    ["without an event", "signal_event", { events: undefined }],
    ["with an event that is no object", "signal_event", { events: { [logoutEvent]: true } }],
    ["about nobody", "signal_subject", { sub: undefined }],
  ])("%s is refused", async (_, code, claims) => {
    const ada = await signIn();
    expect((await kinds.logout.send(await kinds.logout.token({ claims }))).status).toBe(400);
    expect(await isLive(ada)).toBe(true);
    expect(await latest()).toMatchObject({ refusalCode: code });
  });

  test("is not sent twice in one form", async () => {
    const token = await kinds.logout.token();
    const body = `logout_token=${token}&logout_token=${token}`;
    const answer = await logout.POST(
      post({ "content-type": "application/x-www-form-urlencoded" }, body),
      params(),
    );
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "invalid_request" });
  });
});

describe("a revocation", () => {
  const send = async (body: unknown) =>
    kinds.revocation.send(await kinds.revocation.token(), undefined, body);

  test("names the person by issuer and subject, or by address, in the field of either draft", async () => {
    const subjects = [
      { sub_id: { format: "iss_sub", iss: lab.oidc.url, sub: "ada-moreno" } },
      { subject: { format: "iss_sub", iss: lab.oidc.url, sub: "ada-moreno" } },
      { sub_id: byAddress },
    ];
    for (const subject of subjects) {
      lab.clock.forward(1);
      const ada = await signIn();
      expect((await send(subject)).status).toBe(204);
      expect(await isLive(ada)).toBe(false);
    }
  });

  test("of somebody unknown is answered so, and in an unknown form refused", async () => {
    const ada = await signIn();
    expect((await send({ sub_id: { format: "email", email: "nobody@acme.example" } })).status).toBe(404);
    const unreadable = [
      {},
      [],
      { sub_id: { format: "opaque", id: "1" } },
      { sub_id: { format: "iss_sub", iss: "https://evil.example", sub: "ada-moreno" } },
    ];
    for (const body of unreadable) expect((await send(body)).status).toBe(400);
    expect(await isLive(ada)).toBe(true);
  });

  test("without a token, or with a body that is no JSON, is refused", async () => {
    const none = await revocation.POST(post({}, "{}"), params());
    expect(none.status).toBe(401);
    const token = await kinds.revocation.token();
    const broken = await revocation.POST(post({ authorization: `Bearer ${token}` }, "{"), params());
    expect(broken.status).toBe(400);
  });
});

describe("a security event", () => {
  test.each(["session-revoked", "credential-change", "token-claims-change"])(
    "%s ends sessions",
    async (event) => {
      const ada = await signIn();
      const claims = { events: { [`${caep}${event}`]: {} } };
      expect((await kinds.event.send(await kinds.event.token({ claims }))).status).toBe(202);
      expect(await isLive(ada)).toBe(false);
    },
  );

  test("may name the subject within the event, and a session of theirs", async () => {
    const [first, second] = [await signIn(), await signIn()];
    const subject = {
      user: { format: "iss_sub", iss: lab.oidc.url, sub: "ada-moreno" },
      session: { format: "opaque", id: first.sid },
    };
    const claims = { sub_id: undefined, events: { [`${caep}session-revoked`]: { subject } } };
    await kinds.event.send(await kinds.event.token({ claims }));
    expect(await Promise.all([first, second].map(isLive))).toEqual([false, true]);
  });

  test("of the stream is acknowledged and ends nothing; unknown and double ones are refused", async () => {
    const ada = await signIn();
    const stream = "https://schemas.openid.net/secevent/ssf/event-type/verification";
    const send = async (sent: object) =>
      kinds.event.send(await kinds.event.token({ claims: { events: sent } }));
    expect((await send({ [stream]: { state: "x" } })).status).toBe(202);
    for (const sent of [
      { [`${caep}device-compliance-change`]: {} },
      { [`${caep}session-revoked`]: {}, [`${caep}credential-change`]: {} },
      {},
    ])
      expect((await send(sent)).status).toBe(400);
    expect(await isLive(ada)).toBe(true);
  });
});
