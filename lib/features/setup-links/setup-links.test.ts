import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setupLinks, setupSessions } from "@/drizzle/schema/setup";
import { activateOption } from "@/lib/features/connections/activate-option";
import { readConnectionDetails } from "@/lib/features/connections/connection-details";
import { createConnection } from "@/lib/features/connections/create-connection";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import { openTestRun } from "@/lib/features/test-runs/open-test-run";
import { readTestResult } from "@/lib/features/test-runs/read-test-result";
import { readTestRun } from "@/lib/features/test-runs/start-test-run";
import { auditedActions } from "@/lib/features/testing/context-as";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  toolInput,
  value,
} from "@/lib/features/testing/sso-lab";
import type { Context } from "@/lib/ports/context";
import { createSetupLink, type NewSetupLink } from "./create-setup-link";
import { listSetupLinks, revokeSetupLink } from "./list-setup-links";
import { openSetupLink, peekSetupLink, type SetupLinkContext, setupLinkContext } from "./open-setup-link";
import {
  finishSetup,
  readSetupTest,
  readSetupWork,
  renewSecretBySetupLink,
  saveBySetupLink,
  testBySetupLink,
} from "./work-by-setup-link";

let lab: SsoLab;
let admin: Context;
let connectionId: string;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  admin = (await aSubscribedSpace(lab)).admin;
  ({ connectionId } = await aDraft(lab, admin, "saml"));
});

let ahead = 0;
/** The simulators' clocks stay, so ours must return to the present. */
function later(hours: number) {
  ahead += hours * 3600;
  lab.clock.forward(hours * 3600);
}
afterEach(() => {
  lab.clock.forward(-ahead);
  ahead = 0;
});

const it = "it@outside.example";
const create = (change: Partial<NewSetupLink> = {}, ctx = admin) =>
  createSetupLink(lab.deps, ctx, {
    connectionId,
    scope: "connection",
    hours: 72,
    recipient: it,
    note: "Kim, of the hosting company",
    send: false,
    ...change,
  });
const secretOf = (url: string) => url.split("/").at(-1) ?? "";
const open = (secret: string) => openSetupLink(lab.deps, { secret, address: "192.0.2.9" });
async function outside(change: Partial<NewSetupLink> = {}) {
  const { id, url } = value(await create(change));
  const { cookie } = value(await open(secretOf(url)));
  const ctx = await setupLinkContext(lab.deps, cookie, "192.0.2.9");
  if (!ctx) throw new Error("not let in");
  return { id, url, cookie, ctx };
}
const work = async (ctx: SetupLinkContext) => {
  const found = await readSetupWork(lab.deps, ctx);
  if (!found || found.connection === null) throw new Error("no work");
  return found;
};
const save = async (ctx: SetupLinkContext, saml: object, revision?: number) =>
  saveBySetupLink(lab.deps, ctx, {
    connectionId,
    revision: revision ?? (await work(ctx)).connection.revision,
    input: { protocol: "saml", values: saml },
  });
const links = async () => (await listSetupLinks(lab.deps, admin, { connectionId })).rows;
async function rehearse(ctx: SetupLinkContext) {
  const { runId, url } = value(await testBySetupLink(lab.deps, ctx, connectionId));
  const browser = new LabBrowser(lab);
  const opened = await openTestRun(lab.deps, {
    secret: secretOf(url),
    browserSecret: browser.secret,
    address: null,
  });
  if (opened.outcome !== "out") throw new Error(opened.outcome);
  await browser.finish(await browser.answer(connectionId, opened.redirect));
  return { runId, browser };
}

describe("a setup link", () => {
  test("is stored as a digest only, and shown once", async () => {
    const { url } = value(await create());
    const stored = JSON.stringify(await lab.database.db.select().from(setupLinks));
    expect(stored).not.toContain(secretOf(url));
    expect(JSON.stringify(await links())).not.toContain(secretOf(url));
  });

  test("is sent by email with instructions on request", async () => {
    const { url } = value(await create({ send: true }));
    const { rows } = await lab.deps.store.outbox.page({});
    expect(rows).toMatchObject([{ recipient: it, body: expect.stringContaining(url) }]);
  });

  test("opened by a scanner, however often, changes nothing", async () => {
    const { url } = value(await create());
    const before = [await links(), await auditedActions(lab.deps, admin.space.id)];
    for (let n = 0; n < 5; n++)
      expect(await peekSetupLink(lab.deps, secretOf(url))).toMatchObject({ space: { id: admin.space.id } });
    expect([await links(), await auditedActions(lab.deps, admin.space.id)]).toEqual(before);
    expect(await lab.database.db.select().from(setupSessions)).toEqual([]);
  });

  test("cannot be guessed, and guessing is slowed down by address", async () => {
    expect(await open("a".repeat(43))).toMatchObject({ problem: { code: "setup_link_over" } });
    for (let n = 0; n < 30; n++) await open(`guess ${n}`);
    expect(await open("another")).toMatchObject({ problem: { kind: "rate_limited" } });
  });

  test("expires, and everything opened with it does too", async () => {
    const { url, cookie } = await outside({ hours: 24 });
    later(24);
    expect(await peekSetupLink(lab.deps, secretOf(url))).toBeNull();
    expect(await open(secretOf(url))).toMatchObject({ problem: { code: "setup_link_over" } });
    expect(await setupLinkContext(lab.deps, cookie, null)).toBeNull();
    expect(await links()).toMatchObject([{ state: "expired" }]);
  });

  test("opens a session for a working day; the link can be opened again", async () => {
    const { url, cookie } = await outside();
    later(13);
    expect(await setupLinkContext(lab.deps, cookie, null)).toBeNull();
    value(await open(secretOf(url)));
  });

  test("ends everything opened with it at once when revoked", async () => {
    const { id, url, cookie } = await outside();
    value(await revokeSetupLink(lab.deps, admin, id));
    expect(await setupLinkContext(lab.deps, cookie, null)).toBeNull();
    expect(await open(secretOf(url))).toMatchObject({ problem: { code: "setup_link_over" } });
    expect(await revokeSetupLink(lab.deps, admin, id)).toMatchObject({
      problem: { code: "setup_link_revoked" },
    });
  });

  test("stops every test started with it when revoked, before or at the provider", async () => {
    const { id, ctx } = await outside();
    const started = value(await testBySetupLink(lab.deps, ctx, connectionId));
    const { runId, url } = value(await testBySetupLink(lab.deps, ctx, connectionId));
    const browser = new LabBrowser(lab);
    const start = { browserSecret: browser.secret, address: null };
    const opened = await openTestRun(lab.deps, { secret: secretOf(url), ...start });
    if (opened.outcome !== "out") throw new Error(opened.outcome);
    value(await revokeSetupLink(lab.deps, admin, id));
    expect(await openTestRun(lab.deps, { secret: secretOf(started.url), ...start })).toEqual({
      outcome: "not_found",
    });
    await browser.finish(await browser.answer(connectionId, opened.redirect));
    const run = value(await readTestRun(lab.deps, admin, { connectionId, runId }));
    expect(run).toMatchObject({ status: "failed", report: { refusal: { check: "setup_link" } } });
    expect(
      await activateOption(lab.deps, admin, { connectionId, configurationId: null, sessions: "keep" }),
    ).toMatchObject({ problem: { code: "not_tested" } });
  });

  test("unknown, revoked and expired ones answer alike", async () => {
    const { id, url } = await outside();
    value(await revokeSetupLink(lab.deps, admin, id));
    expect(await open(secretOf(url))).toEqual(await open("a".repeat(43)));
  });

  test("does not work while the space lacks the SSO option", async () => {
    const { url, cookie } = await outside();
    await lab.deps.store.spaces.update(admin.space.id, { ssoSubscribed: false });
    expect(await setupLinkContext(lab.deps, cookie, null)).toBeNull();
    expect(await peekSetupLink(lab.deps, secretOf(url))).toBeNull();
  });

  test("of another space is neither created, listed nor revoked", async () => {
    const { id } = value(await create());
    const stranger = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
    expect(await create({}, stranger)).toMatchObject({ problem: { code: "connection_not_found" } });
    expect(await listSetupLinks(lab.deps, stranger, {})).toMatchObject({ rows: [], total: 0 });
    expect(await listSetupLinks(lab.deps, stranger, { connectionId })).toMatchObject({ rows: [], total: 0 });
    expect(await revokeSetupLink(lab.deps, stranger, id)).toMatchObject({ problem: { kind: "not_found" } });
    expect(await links()).toMatchObject([{ state: "open" }]);
  });
});

describe("the outside administrator", () => {
  test("configures, tests and hands over; the contact sees each step and activates", async () => {
    const { ctx } = await outside();
    expect(await links()).toMatchObject([{ progress: { step: "opened" } }]);
    value(await save(ctx, { metadataUrl: lab.saml.metadataUrl, loginFlow: "sp" }));
    expect(await links()).toMatchObject([{ progress: { step: "configured" } }]);
    const { runId } = await rehearse(ctx);
    expect(value(await readSetupTest(lab.deps, ctx, runId))).toMatchObject({
      passed: true,
      outlook: null,
    });
    expect(await links()).toMatchObject([{ progress: { step: "tested" } }]);
    value(await finishSetup(lab.deps, ctx));
    expect(await links()).toMatchObject([{ progress: { step: "done" } }]);
    const { rows } = await lab.deps.store.outbox.page({});
    expect(rows).toMatchObject([
      { recipient: admin.user?.email, body: expect.stringContaining("The test has passed") },
    ]);
    value(await activateOption(lab.deps, admin, { connectionId, configurationId: null, sessions: "keep" }));
  });

  test("is named in the audit log as the link", async () => {
    const { id, ctx } = await outside();
    value(await save(ctx, { loginFlow: "sp" }));
    const events = await lab.deps.store.auditOf(admin.space.id).page({ actorId: id });
    expect(events.rows.map(({ action }) => action).toSorted()).toEqual([
      "configuration.saved",
      "setup_link.opened",
    ]);
    expect(events.rows[0]?.actor).toMatchObject({ kind: "setup_link", name: `Setup link for ${it}` });
  });

  test("sees nothing of the space's people, and no secret", async () => {
    const { ctx } = await outside();
    const { invitedBy, ...shown } = await work(ctx);
    // Whose invitation it is, and nobody else's name.
    expect(invitedBy).toBe("Ann Apple");
    const seen = JSON.stringify(shown);
    expect(seen).not.toContain(admin.user?.email);
    expect(seen).not.toContain("Ann");
    expect(seen).not.toMatch(/PRIVATE KEY|Sealed/);
  });

  test("does not learn what the tester would be in the space, not even on the result page", async () => {
    const { ctx } = await outside();
    const { runId, browser } = await rehearse(ctx);
    const asOutside = await readTestResult(lab.deps, {
      runId,
      browserSecret: browser.secret,
      admittedTo: null,
    });
    expect(asOutside?.run.report).toMatchObject({ outlook: null, email: expect.any(String) });
    const who = { userId: admin.user?.id ?? "", spaceIds: [admin.space.id] };
    const asInside = await readTestResult(lab.deps, { runId, browserSecret: null, admittedTo: who });
    expect(asInside?.run.report?.outlook).not.toBeNull();
  });

  test("cannot read a test that somebody else began", async () => {
    const { ctx } = await outside();
    const { id } = await new LabBrowser(lab).test(admin, connectionId);
    expect(await readSetupTest(lab.deps, ctx, id)).toMatchObject({
      problem: { code: "test_run_not_found" },
    });
    expect((await work(ctx)).latestTest).toBeNull();
  });

  test("works on its own connection only", async () => {
    const { ctx } = await outside();
    const other = await aDraft(lab, admin, "oidc");
    const input = { protocol: "oidc", values: { clientId: "mine" } } as const;
    expect(
      await saveBySetupLink(lab.deps, ctx, { connectionId: other.connectionId, revision: 1, input }),
    ).toMatchObject({ problem: { code: "connection_not_found" } });
    expect(await testBySetupLink(lab.deps, ctx, other.connectionId)).toMatchObject({
      problem: { code: "connection_not_found" },
    });
  });

  test("and an inside administrator do not overwrite each other, and the inside one is not named", async () => {
    const { ctx } = await outside();
    const { revision } = (await work(ctx)).connection;
    const program: Context = { ...admin, via: "token", sessionId: null };
    const page = { connectionId, leaseId: null, expectedRevision: revision };
    value(
      await saveConfiguration(lab.deps, program, {
        ...page,
        input: { protocol: "saml", values: { loginFlow: "sp" } },
      }),
    );
    const stale = await save(ctx, { loginFlow: "idp" }, revision);
    expect(stale).toMatchObject({ ok: false, problem: { code: "stale_revision" } });
    expect(JSON.stringify(stale)).not.toContain("Ann");
    expect(await save(ctx, { loginFlow: "idp" })).toMatchObject({ ok: true });
    expect(
      await saveConfiguration(lab.deps, program, {
        ...page,
        input: { protocol: "saml", values: { loginFlow: "both" } },
      }),
    ).toMatchObject({ problem: { code: "stale_revision" } });
  });

  test("two with the same link do not overwrite each other either", async () => {
    const { url, ctx } = await outside();
    const { cookie } = value(await open(secretOf(url)));
    const second = await setupLinkContext(lab.deps, cookie, null);
    if (!second) throw new Error("not let in");
    const { revision } = (await work(ctx)).connection;
    value(await save(ctx, { loginFlow: "sp" }, revision));
    expect(await save(second, { loginFlow: "idp" }, revision)).toMatchObject({
      problem: { code: "stale_revision" },
    });
  });

  test("a page that does not send its revision saves nothing", async () => {
    const { ctx } = await outside();
    const request = {
      connectionId,
      revision: null,
      input: { protocol: "saml", values: { loginFlow: "sp" } },
    } as const;
    expect(await saveBySetupLink(lab.deps, ctx, request)).toMatchObject({
      problem: { code: "stale_revision" },
    });
  });
});

describe("a renewal link", () => {
  test("changes the certificates of a live connection as a draft, and nothing else", async () => {
    await lab.database.reset();
    admin = (await aSubscribedSpace(lab)).admin;
    ({ connectionId } = await anActiveConnection(lab, admin, "saml"));
    const live = (await readConnectionDetails(lab.deps, admin, connectionId))?.live;
    const { ctx } = await outside({ scope: "renew" });
    const { certificate } = await lab.deps.keyPairs.make("New", lab.clock.now());
    const stored = live?.settings.protocol === "saml" ? live.settings.certificates : [];
    value(await save(ctx, { certificates: [...stored, certificate] }));
    const after = await readConnectionDetails(lab.deps, admin, connectionId);
    expect(after?.live?.version).toBe(live?.version);
    expect(after?.draft?.certificates).toHaveLength(stored.length + 1);
    expect(await save(ctx, { loginUrl: "https://elsewhere.example/sso" })).toMatchObject({
      problem: { code: "renew_only" },
    });
    expect(await save(ctx, { entityId: "https://elsewhere.example" })).toMatchObject({
      problem: { code: "renew_only" },
    });
  });

  test("needs something to renew", async () => {
    const request = { name: "Empty", protocol: "oidc", provider: "okta" } as const;
    ({ id: connectionId } = value(await createConnection(lab.deps, admin, request)));
    expect(await create({ scope: "renew" })).toMatchObject({ problem: { code: "nothing_to_renew" } });
    expect(await create({ scope: "connection" })).toMatchObject({ ok: true });
  });

  test.each(["oidc", "oauth2"] as const)(
    "replaces the client secret of %s, and nothing else",
    async (protocol) => {
      await lab.database.reset();
      admin = (await aSubscribedSpace(lab)).admin;
      ({ connectionId } = await anActiveConnection(lab, admin, protocol));
      const { ctx } = await outside({ scope: "renew" });
      const { revision } = (await work(ctx)).connection;
      const request = { connectionId, revision, clientSecret: "a new secret" };
      const renewed = value(await renewSecretBySetupLink(lab.deps, ctx, request));
      expect(renewed).toMatchObject({ changed: true, configuration: { version: 2 } });
      expect(await readConnectionDetails(lab.deps, admin, connectionId)).toMatchObject({
        live: { version: 1 },
        draft: { version: 2, hasClientSecret: true },
      });
      const more = { clientId: "another", clientSecret: "and more" };
      const input =
        protocol === "oidc"
          ? ({ protocol, values: more } as const)
          : ({ protocol, values: { ...more, tokenUrl: "https://elsewhere.example/token" } } as const);
      const rest = { connectionId, revision: (await work(ctx)).connection.revision };
      expect(await saveBySetupLink(lab.deps, ctx, { ...rest, input })).toMatchObject({
        problem: { code: "renew_only" },
      });
      // The page from before the save is stale.
      expect(await renewSecretBySetupLink(lab.deps, ctx, request)).toMatchObject({
        problem: { code: "stale_revision" },
      });
    },
  );
});

describe("a link to set up an OAuth 2 tool", () => {
  test("configures and tests it, and does not decide whether its tokens are stored", async () => {
    const made = { name: "Our tool", protocol: "oauth2", provider: "other" } as const;
    ({ id: connectionId } = value(await createConnection(lab.deps, admin, made)));
    lab.tool.register({
      clientId: "lab",
      clientSecret: "a secret & more+",
      redirectUris: [`${lab.deps.appUrl}/api/sso/oauth2/${connectionId}/callback`],
    });
    const { ctx } = await outside();
    const before = await work(ctx);
    expect(before).toMatchObject({
      connection: { protocol: "oauth2" },
      ours: { redirectUri: `${lab.deps.appUrl}/api/sso/oauth2/${connectionId}/callback` },
    });
    const { revision } = before.connection;
    const input = { protocol: "oauth2", values: { ...toolInput(lab), keepTokens: true } } as const;
    const saved = value(await saveBySetupLink(lab.deps, ctx, { connectionId, revision, input }));
    expect(saved.configuration.settings).toMatchObject({ keepTokens: false, clientId: "lab" });
    const { runId } = await rehearse(ctx);
    expect(value(await readSetupTest(lab.deps, ctx, runId))).toMatchObject({ outlook: null });
    expect((await work(ctx)).version).toMatchObject({ state: "tested" });
    expect(JSON.stringify(await work(ctx))).not.toContain("a secret");
    // A stored secret is not sent to a host of the outsider's choice either.
    const elsewhere = { clientSecret: "", tokenUrl: "https://evil.example/token" };
    const next = { connectionId, revision: (await work(ctx)).connection.revision };
    expect(
      await saveBySetupLink(lab.deps, ctx, { ...next, input: { protocol: "oauth2", values: elsewhere } }),
    ).toMatchObject({ problem: { field: "clientSecret" } });
  });
});
