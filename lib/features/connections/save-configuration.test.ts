import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { readTestRun } from "@/lib/features/test-runs/start-test-run";
import { contextAs } from "@/lib/features/testing/context-as";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { openTest } from "@/lib/features/testing/sso-scenes";
import type { Context } from "@/lib/ports/context";
import type { SamlInput } from "@/lib/schemas/connection";
import { activateOption } from "./activate-option";
import { viewConnection } from "./connection-view";
import { createConnection } from "./create-connection";
import { takeLease } from "./edit-lease";
import { findConnection } from "./find-connection";
import { type SaveConfigurationInput, saveConfiguration } from "./save-configuration";
import { changeWholeConnection, createWholeConnection } from "./save-whole-connection";
import { updateConnection } from "./update-connection";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(() => lab.database.reset());

interface Page {
  connectionId: string;
  leaseId: string | null;
  expectedRevision?: number | null;
}
const save = (admin: Context, page: Page, saml: SamlInput) =>
  saveConfiguration(lab.deps, admin, {
    expectedRevision: null,
    ...page,
    input: { protocol: "saml", values: saml },
  });
const look = async (admin: Context, connectionId: string) => {
  const view = await viewConnection(lab.deps, admin, connectionId);
  if (!view) throw new Error("no such connection");
  return view;
};
const colleague = async ({ space }: Context, firstName: string) => {
  const { userId } = await aMember(
    lab.deps.store,
    space.id,
    { role: "admin", licence: "admin" },
    { firstName, lastName: "" },
  );
  return contextAs(lab.deps, space, userId);
};

describe("a version is the tested one, or a draft", () => {
  test("saving the same values again keeps version and passed test, and writes nothing", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "saml");
    await new LabBrowser(lab).test(admin, draft.connectionId);
    const before = await look(admin, draft.connectionId);
    expect(before.configuration).toMatchObject({ version: 1, state: "tested" });

    const again = value(await save(admin, draft, { metadataUrl: lab.saml.metadataUrl, loginFlow: "both" }));
    expect(again).toMatchObject({ changed: false, configuration: { version: 1 } });
    expect(await look(admin, draft.connectionId)).toEqual(before);
    const { rows } = await lab.deps.store.auditOf(admin.space.id).page({ action: "configuration.saved" });
    expect(rows).toHaveLength(1);
  });

  test("an edit of a tested version is a draft again, and only the exact tested version goes live", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "saml");
    await new LabBrowser(lab).test(admin, draft.connectionId);
    const tested = (await look(admin, draft.connectionId)).configuration;

    value(await save(admin, draft, { signed: "assertion" }));
    const edited = (await look(admin, draft.connectionId)).configuration;
    expect(edited).toMatchObject({ version: 2, state: "draft", testedAt: null, signed: "assertion" });
    const activate = (configurationId: string | null) =>
      activateOption(lab.deps, admin, {
        connectionId: draft.connectionId,
        configurationId,
        sessions: "keep",
      });
    expect(await activate(null)).toMatchObject({ ok: false, problem: { code: "not_tested" } });
    expect(await activate(tested?.id ?? "")).toMatchObject({
      ok: false,
      problem: { code: "version_changed", expected: edited?.id },
    });
    expect(await look(admin, draft.connectionId)).toMatchObject({ status: "draft", live: null });

    await new LabBrowser(lab).test(admin, draft.connectionId);
    expect(await activate(edited?.id ?? "")).toMatchObject({ ok: true, value: { version: 2 } });
  });

  test("a test run of an older draft does not make the newer one tested", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const { runId, redirect } = await openTest(lab, browser, admin, draft.connectionId);
    value(await save(admin, draft, { signed: "assertion" }));
    await browser.finish(await browser.answer(draft.connectionId, redirect));
    const run = await readTestRun(lab.deps, admin, { connectionId: draft.connectionId, runId });
    expect(value(run)).toMatchObject({ status: "passed" });
    expect(await look(admin, draft.connectionId)).toMatchObject({
      configuration: { version: 2, state: "draft", testedAt: null },
    });
    const request = { connectionId: draft.connectionId, configurationId: null, sessions: "keep" } as const;
    expect(await activateOption(lab.deps, admin, request)).toMatchObject({
      ok: false,
      problem: { code: "not_tested" },
    });
  });

  test("the live version keeps serving while a draft exists, even one that could not work", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    const connection = await anActiveConnection(lab, admin, "saml");
    const again = await contextAs(lab.deps, space, admin.user?.id ?? "");
    const { leaseId } = value(await takeLease(lab.deps, again, { takeOver: false }));
    value(await save(again, { ...connection, leaseId }, { entityId: "https://elsewhere.example/idp" }));
    expect(await look(again, connection.connectionId)).toMatchObject({
      status: "active",
      configuration: { version: 2, state: "draft" },
      live: { version: 1, state: "live" },
    });
    expect(await new LabBrowser(lab).signIn(space, connection)).toMatchObject({ outcome: "signed_in" });

    const run = await new LabBrowser(lab).test(again, connection.connectionId);
    expect(run).toMatchObject({ status: "failed", report: { refusal: { code: "response_issuer_wrong" } } });
    expect(await new LabBrowser(lab).signIn(space, connection)).toMatchObject({ outcome: "signed_in" });
  });

  test("putting a new version live ends nothing and is one step in the log", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    const connection = await anActiveConnection(lab, admin, "saml");
    const again = await contextAs(lab.deps, space, admin.user?.id ?? "");
    const { leaseId } = value(await takeLease(lab.deps, again, { takeOver: false }));
    value(await save(again, { ...connection, leaseId }, { signed: "both" }));
    await new LabBrowser(lab).test(again, connection.connectionId);
    const request = {
      connectionId: connection.connectionId,
      configurationId: null,
      sessions: "end",
    } as const;
    expect(value(await activateOption(lab.deps, again, request))).toMatchObject({
      version: 2,
      firstTime: false,
      ended: { personalTokens: 0, integrationTokens: 0, sessions: 0 },
    });
    expect(await lab.deps.store.sessions.byId(again.sessionId ?? "")).toMatchObject({ endedAt: null });
    const [event] = (await lab.deps.store.auditOf(space.id).page({ pageSize: 1 })).rows;
    expect(event).toMatchObject({
      action: "configuration.went_live",
      details: { version: 2, previousVersion: 1 },
    });
  });
});

describe("two people at the same connection", () => {
  test("a stale save is refused and names who changed what, and writes no version", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "saml");
    const seen = (await look(admin, draft.connectionId)).revision;
    const bob = await colleague(admin, "Bob");
    const { leaseId } = value(await takeLease(lab.deps, bob, { takeOver: true }));
    value(await save(bob, { ...draft, leaseId }, { signed: "assertion", loginFlow: "idp" }));

    const back = value(await takeLease(lab.deps, admin, { takeOver: true }));
    const page = { ...draft, leaseId: back.leaseId, expectedRevision: seen };
    expect(await save(admin, page, { signed: "response" })).toMatchObject({
      ok: false,
      problem: {
        kind: "conflict",
        code: "stale_revision",
        message: expect.stringMatching(/^Bob .*\((loginFlow, signed|signed, loginFlow)\)/),
        expected: expect.stringContaining("signed"),
      },
    });
    expect((await look(admin, draft.connectionId)).configuration).toMatchObject({
      version: 2,
      signed: "assertion",
    });
  });

  test("the first cannot save after a takeover", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "saml");
    const bob = await colleague(admin, "Bob");
    value(await takeLease(lab.deps, bob, { takeOver: true }));
    expect(await save(admin, draft, { signed: "response" })).toMatchObject({
      ok: false,
      problem: { code: "lease_lost", message: expect.stringMatching(/^Bob is editing/) },
    });
    expect((await look(admin, draft.connectionId)).configuration?.version).toBe(1);
  });

  test("of two programs with the same revision at the same moment one saves, and versions have no gap", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "saml");
    const program: Context = { ...admin, via: "token", sessionId: null };
    const expectedRevision = (await look(admin, draft.connectionId)).revision;
    const page = { connectionId: draft.connectionId, leaseId: null, expectedRevision };
    const signed = ["assertion", "response", "both"] as const;
    const ends = await Promise.all(signed.map((one) => save(program, page, { signed: one })));
    expect(ends.filter(({ ok }) => ok)).toHaveLength(1);
    for (const end of ends)
      if (!end.ok) expect(end.problem).toMatchObject({ kind: "conflict", code: "stale_revision" });
    const connections = lab.deps.store.connectionsOf(
      (await lab.deps.store.organizationsOf(admin.space.id).own())?.id ?? "",
    );
    const versions = await connections.configurationsOf(draft.connectionId);
    expect(versions.map(({ version }) => version)).toEqual([2]);
  });
});

test("a read just before another save gets the newest draft, never a connection without values", async () => {
  const { admin, space } = await aSubscribedSpace(lab);
  const draft = await aDraft(lab, admin, "saml");
  const { store } = lab.deps;
  const before = await findConnection(store, space.id, draft.connectionId);
  if (!before) throw new Error("no such connection");
  // Read in one statement: nothing can come between the connection and the version that it names.
  const [during] = await Promise.all([
    findConnection(store, space.id, draft.connectionId),
    save(admin, draft, { signed: "assertion" }).then(value),
  ]);
  expect(during?.draft).not.toBeNull();
  expect(await findConnection(store, space.id, draft.connectionId)).toMatchObject({
    connection: { revision: before.connection.revision + 1 },
    draft: { version: 2 },
  });
});

describe("naming a connection", () => {
  test("a reference is unique in its organization, compared case-insensitively", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "saml");
    const rename = (reference: string, connectionId: string) =>
      updateConnection(lab.deps, admin, { connectionId, reference, expectedRevision: null });
    value(await rename("okta", draft.connectionId));
    const second = await aDraft(lab, admin, "saml");
    expect(await rename("OKTA", second.connectionId)).toMatchObject({
      ok: false,
      problem: { kind: "conflict", code: "reference_taken", field: "reference", received: "OKTA" },
    });
    value(await rename("okta-2", second.connectionId));

    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    const theirs = await aDraft(lab, other.admin, "saml");
    const request = { connectionId: theirs.connectionId, reference: "okta", expectedRevision: null };
    expect(await updateConnection(lab.deps, other.admin, request)).toMatchObject({ ok: true });
  });

  test("a connection keeps its protocol", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const draft = await aDraft(lab, admin, "saml");
    const input: SaveConfigurationInput["input"] = { protocol: "oidc", values: { issuer: lab.oidc.url } };
    expect(
      await saveConfiguration(lab.deps, admin, { ...draft, expectedRevision: null, input }),
    ).toMatchObject({ ok: false, problem: { code: "protocol_mismatch", field: "protocol" } });
  });
});

describe("a connection created in one call, as programs do", () => {
  const whole = (admin: Context, configuration: SamlInput) =>
    createWholeConnection(lab.deps, admin, {
      connection: { name: "Okta", protocol: "saml", provider: "okta" },
      configuration,
    });

  test("is returned with its first version, the corrections, and without any secret", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const program: Context = { ...admin, via: "token", sessionId: null };
    const made = value(await whole(program, { metadataUrl: ` ${lab.saml.metadataUrl}`.trim() }));
    expect(made).toMatchObject({
      status: "draft",
      configuration: { version: 1, state: "draft", entityId: lab.saml.entityId, signed: "either" },
      serviceProvider: { acsUrl: `${lab.deps.appUrl}/api/sso/saml/${made.id}/acs` },
    });
    expect(JSON.stringify(made)).not.toMatch(/PRIVATE KEY|Sealed/);
  });

  test("leaves nothing behind if its settings are invalid", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const program: Context = { ...admin, via: "token", sessionId: null };
    const shape = `${lab.saml.metadataUrl}?shape=html`;
    expect(await whole(program, { metadataUrl: shape })).toMatchObject({
      ok: false,
      problem: { code: "metadata_is_html", field: "metadataUrl" },
    });
    expect(await lab.deps.store.optionsOf(admin.space.id).all()).toEqual([]);
  });

  test("a name alone changes the name and no version", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const program: Context = { ...admin, via: "token", sessionId: null };
    const made = value(await whole(program, { metadataUrl: lab.saml.metadataUrl }));
    const change = { connectionId: made.id, configuration: {}, expectedRevision: made.revision };
    expect(
      value(await changeWholeConnection(lab.deps, program, { ...change, name: "Okta EU" })),
    ).toMatchObject({
      name: "Okta EU",
      configuration: { version: 1 },
    });
    expect(await changeWholeConnection(lab.deps, program, { ...change, name: "Late" })).toMatchObject({
      ok: false,
      problem: { code: "stale_revision" },
    });
  });

  test("name and settings change together or not at all", async () => {
    const { admin, space } = await aSubscribedSpace(lab);
    const program: Context = { ...admin, via: "token", sessionId: null };
    const made = value(await whole(program, { metadataUrl: lab.saml.metadataUrl }));
    value(await createConnection(lab.deps, program, { name: "Taken", protocol: "saml", provider: "okta" }));
    const request = { connectionId: made.id, configuration: { signed: "assertion" as const } };
    const taken = { ...request, name: "Okta EU", reference: "TAKEN", expectedRevision: made.revision };
    expect(await changeWholeConnection(lab.deps, program, taken)).toMatchObject({
      problem: { code: "reference_taken", field: "reference" },
    });
    const found = await findConnection(lab.deps.store, space.id, made.id);
    expect(found).toMatchObject({
      connection: { name: "Okta", revision: made.revision },
      draft: { version: 1 },
    });
    const before = (await lab.deps.store.auditOf(space.id).after(0, 100)).length;

    const both = { ...taken, reference: "okta-eu" };
    expect(value(await changeWholeConnection(lab.deps, program, both))).toMatchObject({
      name: "Okta EU",
      reference: "okta-eu",
      revision: made.revision + 1,
      configuration: { version: 2, signed: "assertion" },
    });
    const written = (await lab.deps.store.auditOf(space.id).after(0, 100)).slice(before);
    expect(written.map(({ action }) => action)).toEqual(["configuration.saved", "connection.renamed"]);
    expect(await changeWholeConnection(lab.deps, program, { ...both, name: "Late" })).toMatchObject({
      problem: { code: "stale_revision" },
    });
  });
});

test("a repeated call continues with the draft of an interrupted one, and with nobody else's", async () => {
  const { admin } = await aSubscribedSpace(lab);
  const program: Context = { ...admin, via: "token", sessionId: null };
  const connection = { name: "Okta", reference: "okta", protocol: "saml", provider: "okta" } as const;
  const configuration = { metadataUrl: lab.saml.metadataUrl };
  // The process died between the two steps.
  const left = value(await createConnection(lab.deps, program, connection));
  const again = () => createWholeConnection(lab.deps, program, { connection, configuration });
  // The first call may still be running.
  expect(await again()).toMatchObject({ problem: { code: "reference_taken" } });
  lab.clock.forward(61);
  const other: Context = { ...program, user: null, membership: null };
  expect(await createWholeConnection(lab.deps, other, { connection, configuration })).toMatchObject({
    problem: { code: "reference_taken" },
  });
  expect(await again()).toMatchObject({ ok: true, value: { id: left.id, configuration: { version: 1 } } });
  // A connection with settings is not a leftover.
  lab.clock.forward(61);
  expect(await again()).toMatchObject({ problem: { code: "reference_taken" } });
});
