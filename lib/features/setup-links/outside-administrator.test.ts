import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApplication } from "@/lib/features/applications/manage-applications";
import { activateOption } from "@/lib/features/connections/activate-option";
import { readConnectionDetails } from "@/lib/features/connections/connection-details";
import { needsAttention } from "@/lib/features/home/needs-attention";
import { openTestRun } from "@/lib/features/test-runs/open-test-run";
import {
  aDraft,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { displayName } from "@/lib/model/people/person";
import type { Context } from "@/lib/ports/context";
import { createApplicationBody } from "@/lib/schemas/application";
import { activateBySetupLink } from "./activate-by-setup-link";
import { chooseBySetupLink } from "./choose-by-setup-link";
import { createSetupLink, type NewSetupLink } from "./create-setup-link";
import { listHandovers } from "./list-handovers";
import { listSetupLinks } from "./list-setup-links";
import { openSetupLink, type SetupLinkContext, setupLinkContext } from "./open-setup-link";
import { readSetupWork, saveBySetupLink, testBySetupLink } from "./work-by-setup-link";

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

const create = (change: Partial<NewSetupLink> = {}, ctx = admin) =>
  createSetupLink(lab.deps, ctx, {
    connectionId,
    scope: "connection",
    hours: 72,
    recipient: "it@outside.example",
    note: null,
    send: false,
    ...change,
  });
const secretOf = (url: string) => url.split("/").at(-1) ?? "";
async function outside(change: Partial<NewSetupLink> = {}, maker = admin) {
  const { url } = value(await create(change, maker));
  const { cookie } = value(await openSetupLink(lab.deps, { secret: secretOf(url), address: "192.0.2.9" }));
  const ctx = await setupLinkContext(lab.deps, cookie, "192.0.2.9");
  if (!ctx) throw new Error("not let in");
  return { cookie, ctx };
}
const work = async (ctx: SetupLinkContext) => {
  const found = await readSetupWork(lab.deps, ctx);
  if (!found || found.connection === null) throw new Error("no work");
  return found;
};
async function rehearse(ctx: SetupLinkContext) {
  const { url } = value(await testBySetupLink(lab.deps, ctx, connectionId));
  const browser = new LabBrowser(lab);
  const opened = await openTestRun(lab.deps, {
    secret: secretOf(url),
    browserSecret: browser.secret,
    address: null,
  });
  if (opened.outcome !== "out") throw new Error(opened.outcome);
  await browser.finish(await browser.answer(connectionId, opened.redirect));
}

describe("a link for the space", () => {
  const choice = { provider: "okta", protocol: "saml", name: "Okta" } as const;
  const forSpace = { scope: "space", connectionId: null } as const;
  const start = async (ctx: SetupLinkContext) => readSetupWork(lab.deps, ctx);
  /** As the next request has it: the link may have its connection by then. */
  const again = async (cookie: string) => {
    const ctx = await setupLinkContext(lab.deps, cookie, null);
    if (!ctx) throw new Error("not let in");
    return ctx;
  };

  test("lets the outside administrator choose the provider, and says who has invited them", async () => {
    const { ctx, cookie } = await outside(forSpace);
    expect(await start(ctx)).toMatchObject({ connection: null, scope: "space", mayActivate: false });
    expect((await start(ctx))?.invitedBy).toBe(admin.user && displayName(admin.user));
    const made = value(await chooseBySetupLink(lab.deps, ctx, { revision: null, connection: choice }));
    const next = await again(cookie);
    expect(await work(next)).toMatchObject({
      connection: { id: made.id, providerName: "Okta", status: "draft" },
    });
    expect((await listSetupLinks(lab.deps, admin, {})).rows[0]).toMatchObject({
      scope: "space",
      connectionId: made.id,
    });
  });

  test("makes one connection however often the form is sent", async () => {
    const { ctx, cookie } = await outside(forSpace);
    const send = () => chooseBySetupLink(lab.deps, ctx, { revision: null, connection: choice });
    const answers = [await send(), await send()];
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(answers[1]).toMatchObject({ problem: { code: "stale_revision" } });
    const { connectionId: own } = (await again(cookie)).link;
    const all = await lab.deps.store.connectionsOf(ctx.link.organizationId).all();
    expect(all.filter(({ name }) => name === "Okta").map(({ id }) => id)).toEqual([own]);
  });

  test("lets them change their mind while nothing is live, by the page that they saw", async () => {
    const { ctx, cookie } = await outside(forSpace);
    const made = value(await chooseBySetupLink(lab.deps, ctx, { revision: null, connection: choice }));
    const next = await again(cookie);
    const other = { ...choice, provider: "entra", protocol: "oidc" } as const;
    const change = (revision: number | null) =>
      chooseBySetupLink(lab.deps, next, { revision, connection: other });
    expect(await change(null)).toMatchObject({ problem: { code: "stale_revision" } });
    expect(value(await change(made.revision))).toMatchObject({ provider: "entra", protocol: "oidc" });
  });

  test("works on no other connection of the space, and a link for one connection chooses no provider", async () => {
    const { ctx } = await outside(forSpace);
    expect(
      await saveBySetupLink(lab.deps, ctx, {
        connectionId,
        revision: 1,
        input: { protocol: "saml", values: { metadataUrl: lab.saml.metadataUrl } },
      }),
    ).toMatchObject({ problem: { code: "connection_not_found" } });
    const one = await outside();
    expect(await chooseBySetupLink(lab.deps, one.ctx, { revision: 1, connection: choice })).toMatchObject({
      problem: { code: "setup_link_one_connection" },
    });
  });

  test("shows in the console how far they are, and whose turn it is", async () => {
    const seen = async () => (await listHandovers(lab.deps, admin))[0];
    await create(forSpace);
    expect(await seen()).toBeUndefined();
    const { ctx, cookie } = await outside(forSpace);
    expect(await seen()).toMatchObject({ step: "opened", connection: null, isYoursToActivate: false });
    const made = value(
      await chooseBySetupLink(lab.deps, ctx, {
        revision: null,
        connection: { ...choice, provider: "generic", name: "Theirs" },
      }),
    );
    const next = await again(cookie);
    const input = { protocol: "saml", values: { metadataUrl: lab.saml.metadataUrl } } as const;
    value(await saveBySetupLink(lab.deps, next, { connectionId: made.id, revision: made.revision, input }));
    expect(await seen()).toMatchObject({ step: "configured", isYoursToActivate: false });
    connectionId = made.id;
    await rehearse(next);
    expect(await seen()).toMatchObject({
      step: "tested",
      connection: { id: made.id, name: "Theirs" },
      isYoursToActivate: true,
    });
    const { membership } = admin;
    if (!membership) throw new Error("an administrator looks at Home");
    const handover = { kind: "handover", connectionId: made.id, name: "Theirs" };
    const onHome = () => needsAttention(lab.deps, { space: admin.space, membership });
    expect(await onHome()).toContainEqual(handover);
    value(
      await activateOption(lab.deps, admin, {
        connectionId: made.id,
        configurationId: null,
        sessions: "keep",
      }),
    );
    expect((await seen())?.isYoursToActivate).toBe(false);
    expect(await onHome()).not.toContainEqual(handover);
    const other = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
    expect(await listHandovers(lab.deps, other)).toEqual([]);
  });
});

describe("the right to activate", () => {
  const activate = async (ctx: SetupLinkContext) =>
    activateBySetupLink(lab.deps, ctx, {
      connectionId,
      configurationId: (await work(ctx)).version?.id ?? "",
    });

  test("is given by a link that has it, once its holder has tested", async () => {
    const { ctx } = await outside({ mayActivate: true });
    expect(await activate(ctx)).toMatchObject({ ok: false, problem: { kind: "conflict" } });
    await rehearse(ctx);
    expect(value(await activate(ctx))).toMatchObject({ connectionId, firstTime: true });
    expect(await work(ctx)).toMatchObject({ connection: { status: "active" }, mayActivate: true });
    const events = await lab.deps.store.auditOf(admin.space.id).page({ actorId: ctx.link.id, pageSize: 50 });
    expect(events.rows.map(({ action }) => action)).toContain("connection.activated");
    // The contact hears of it.
    const { rows } = await lab.deps.store.outbox.page({});
    expect(rows.some(({ subject }) => subject.includes("is active"))).toBe(true);
  });

  test("is not given by any other link, however well it was tested", async () => {
    const { ctx } = await outside();
    await rehearse(ctx);
    expect(await activate(ctx)).toMatchObject({ problem: { code: "setup_link_may_not_activate" } });
    expect((await work(ctx)).connection.status).toBe("draft");
  });

  test("goes no further than the role of the link's author", async () => {
    const { ctx } = await outside({ mayActivate: true }, { ...admin, role: "editor" });
    await rehearse(ctx);
    value(await activate(ctx));
    const details = await readConnectionDetails(lab.deps, admin, connectionId);
    expect(details?.unconfirmed).toMatchObject({ upTo: "editor" });
  });

  test("goes no further than that role is by now, and ends with it", async () => {
    const { ctx } = await outside({ mayActivate: true });
    await rehearse(ctx);
    const members = lab.deps.store.membershipsOf(admin.space.id);
    await members.update(admin.user?.id ?? "", { role: "reader", permissions: [] });
    expect(await activate(ctx)).toMatchObject({ problem: { code: "setup_link_may_not_activate" } });
    await members.update(admin.user?.id ?? "", { permissions: ["manage_auth_integrations"] });
    value(await activate(ctx));
    const details = await readConnectionDetails(lab.deps, admin, connectionId);
    expect(details?.unconfirmed).toMatchObject({ upTo: "reader" });
  });

  test("is for the link's own connection", async () => {
    const { ctx } = await outside({ mayActivate: true });
    await rehearse(ctx);
    const other = await aDraft(lab, admin, "oidc");
    expect(
      await activateBySetupLink(lab.deps, ctx, { connectionId: other.connectionId, configurationId: "x" }),
    ).toMatchObject({ problem: { code: "connection_not_found" } });
  });
});

describe("the return address", () => {
  const at = (returnUrl: string) => create({ returnUrl });

  test("is one of this site, or of an application that the space uses, by its origin", async () => {
    value(await at(`${lab.deps.appUrl}/somewhere`));
    expect(await at("https://notes.example/settings")).toMatchObject({
      problem: { code: "return_url_not_allowed", field: "returnUrl" },
    });
    const actor = { kind: "command_line", id: null, name: "test", address: null } as const;
    const body = { name: "Notes", redirectUris: ["https://notes.example/callback"] };
    value(await createApplication(lab.deps, actor, createApplicationBody.parse(body)));
    const { ctx } = await outside({ returnUrl: "https://notes.example/settings?tab=sso" });
    expect(await work(ctx)).toMatchObject({ returnUrl: "https://notes.example/settings?tab=sso" });
    for (const crooked of [
      "https://notes.example.evil.example/",
      "https://notes.example@evil.example/",
      "http://notes.example/",
      "https://notes.example:8443/",
      "javascript:alert(1)",
      "//notes.example/",
    ])
      expect(await at(crooked)).toMatchObject({ problem: { code: "return_url_not_allowed" } });
  });

  test("is not offered any more once the application is gone", async () => {
    const actor = { kind: "command_line", id: null, name: "test", address: null } as const;
    const body = { name: "Notes", redirectUris: ["https://notes.example/callback"] };
    const made = value(await createApplication(lab.deps, actor, createApplicationBody.parse(body)));
    const { ctx } = await outside({ returnUrl: "https://notes.example/" });
    expect((await work(ctx)).returnUrl).toBe("https://notes.example/");
    await lab.deps.store.applications.remove(made.id);
    expect((await work(ctx)).returnUrl).toBeNull();
  });
});
