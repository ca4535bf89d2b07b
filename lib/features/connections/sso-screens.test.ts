import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aMember } from "@/lib/db/testing/rows";
import { readResultForAdministrator } from "@/lib/features/test-runs/show-test-result";
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
import { done } from "@/lib/model/outcome";
import { providerForm } from "@/lib/schemas/sso-forms";
import { chooseProvider } from "./choose-provider";
import { readConnectionDetails } from "./connection-details";
import { listConnectionRows } from "./connection-row";
import { takeLease } from "./edit-lease";
import { keepLease, readLease, rememberStep, underLease } from "./keep-lease";
import { prepareFacts } from "./prepare-facts";
import { updateConnection } from "./update-connection";

let lab: SsoLab;
beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(() => lab.database.reset());

const form = (over: Record<string, unknown> = {}) =>
  providerForm.parse({ provider: "okta", protocol: "saml", name: "Okta", ...over });
const choose = (admin: Parameters<typeof chooseProvider>[1], over = {}, connectionId: string | null = null) =>
  chooseProvider(lab.deps, admin, { connectionId, expectedRevision: null, connection: form(over) });

describe("the list of connections", () => {
  test("shows each with its state, searches, sorts and pages", async () => {
    const { space, admin } = await aSubscribedSpace(lab);
    await anActiveConnection(lab, admin, "saml");
    const again = await contextAs(lab.deps, space, admin.user?.id ?? "");
    for (const name of ["Beta", "alpha", "Gamma"]) value(await choose(again, { name }));

    const all = await listConnectionRows(lab.deps, again, { sort: "name" });
    expect(all.rows.map((row) => row.name)).toEqual(["alpha", "Beta", "Gamma", "Simulator saml"]);
    expect(all.rows.map((row) => row.state)).toEqual(["draft", "draft", "draft", "active"]);
    expect(all.rows[3]).toMatchObject({ configured: true, isOwn: true, hasDraftBesideLive: false });

    const found = await listConnectionRows(lab.deps, again, { search: "SIMUL" });
    expect(found).toMatchObject({ total: 1, rows: [{ name: "Simulator saml" }] });
    const second = await listConnectionRows(lab.deps, again, { pageSize: 3, page: 2, sort: "name" });
    expect(second).toMatchObject({ total: 4, page: 2, rows: [{ name: "Simulator saml" }] });
    expect((await listConnectionRows(lab.deps, again, { status: "active" })).total).toBe(1);
  });

  test("shows nothing of another space", async () => {
    const one = await aSubscribedSpace(lab);
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    value(await choose(one.admin));
    expect((await listConnectionRows(lab.deps, other.admin, {})).rows).toEqual([]);
  });
});

describe("the details of a connection", () => {
  test("contain versions, certificates, test runs and our values, and no secret", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const { connectionId } = await aDraft(lab, admin, "saml");
    await new LabBrowser(lab).test(admin, connectionId, { fault: "wrong_audience" });
    const run = await new LabBrowser(lab).test(admin, connectionId);
    const details = await readConnectionDetails(lab.deps, admin, connectionId);
    expect(details).toMatchObject({
      status: "draft",
      state: "tested",
      live: null,
      draft: { version: 1, state: "tested", testRunId: run.id, hasClientSecret: false },
      testRuns: [
        { status: "passed", version: 1 },
        { status: "failed", code: "audience_wrong" },
      ],
      endedTokens: 0,
    });
    expect(details?.draft?.certificates[0]).toMatchObject({ status: "valid", key: "RSA, 2048 bits" });
    expect(details?.ours.acsUrl).toBe(`${lab.deps.appUrl}/api/sso/saml/${connectionId}/acs`);
    expect(details?.ours.encryptionCertificate).toContain("BEGIN CERTIFICATE");
    expect(JSON.stringify(details)).not.toContain("PRIVATE KEY");
  });

  test("show that a client secret exists, not its value", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const { connectionId } = await aDraft(lab, admin, "oidc");
    const details = await readConnectionDetails(lab.deps, admin, connectionId);
    expect(details?.draft?.hasClientSecret).toBe(true);
    expect(JSON.stringify(details)).not.toContain("a secret");
  });

  test("are not found for another space", async () => {
    const one = await aSubscribedSpace(lab);
    const other = await aSubscribedSpace(lab, { domain: "other.example" });
    const { connectionId } = await aDraft(lab, one.admin, "saml");
    expect(await readConnectionDetails(lab.deps, other.admin, connectionId)).toBeNull();
  });
});

test("a test result is explained, with what the person would get", async () => {
  const { admin } = await aSubscribedSpace(lab);
  const { connectionId } = await aDraft(lab, admin, "saml");
  const failed = await new LabBrowser(lab).test(admin, connectionId, { fault: "wrong_audience" });
  const wrong = value(await readResultForAdministrator(lab.deps, admin, { connectionId, runId: failed.id }));
  expect(wrong).toMatchObject({ passed: false, outlook: null, refusal: { code: "audience_wrong" } });
  expect(wrong.refusal?.fix).toMatch(/\w/);

  const passed = await new LabBrowser(lab).test(admin, connectionId);
  const right = value(await readResultForAdministrator(lab.deps, admin, { connectionId, runId: passed.id }));
  expect(right).toMatchObject({
    passed: true,
    version: 1,
    outlook: { outcome: "admit", role: "reader", isNew: true, teams: [], refusal: null },
  });
});

test("the facts of Prepare are those of the space", async () => {
  const { space, admin } = await aSubscribedSpace(lab, { space: { seats: { reader: 3 } } });
  const ctx = await contextAs(lab.deps, space, admin.user?.id ?? "");
  await aMember(lab.deps.store, space.id, {}, { email: "ann@acme.example" });
  await aMember(
    lab.deps.store,
    space.id,
    { role: "admin", licence: "admin", isItAdministrator: true },
    { email: "it@acme.example", firstName: "Ida", lastName: "Tan", passwordHash: "x" },
  );
  value(await choose(ctx));
  const facts = await prepareFacts(lab.deps, ctx);
  expect(facts).toMatchObject({
    people: { active: 3, withoutPassword: 2 },
    domains: [{ name: "acme.example", status: "verified", people: 2 }],
    itAdministrators: { count: 1, names: ["Ida Tan"] },
    freeReaderSeats: 2,
    unfinished: [{ name: "Okta", providerName: "Okta" }],
  });
  expect(facts.ownAddress.verified).toBe(false);
});

describe("the provider of a connection", () => {
  test("can be changed", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const { id, revision } = value(await choose(admin));
    const other = value(await choose(admin, { provider: "adfs", name: "Our ADFS" }, id));
    expect(other).toMatchObject({ id, provider: "adfs", name: "Our ADFS", reference: "okta" });
    expect(other.revision).toBeGreaterThan(revision);
  });

  test("can be changed with its protocol while it was never live: entered values are deleted, keys are created", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const { connectionId } = await aDraft(lab, admin, "oidc");
    value(await choose(admin, { provider: "okta", protocol: "saml" }, connectionId));
    const details = await readConnectionDetails(lab.deps, admin, connectionId);
    expect(details).toMatchObject({ protocol: "saml", provider: "okta", draft: null, versions: [] });
    expect(details?.ours.encryptionCertificate).toContain("BEGIN CERTIFICATE");
    // Once more the other way round, and back: the key is still the same one.
    value(await choose(admin, { provider: "okta", protocol: "oidc" }, connectionId));
    value(await choose(admin, { provider: "okta", protocol: "saml" }, connectionId));
    expect((await readConnectionDetails(lab.deps, admin, connectionId))?.ours.encryptionCertificate).toBe(
      details?.ours.encryptionCertificate,
    );
  });

  test("keeps its protocol once it was live, and another space's is not found", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const { connectionId } = await anActiveConnection(lab, admin, "saml");
    const input = { provider: "okta", protocol: "oidc" } as const;
    expect(await choose(admin, input, connectionId)).toMatchObject({
      ok: false,
      problem: { code: "protocol_fixed", field: "protocol" },
    });
    const other = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
    expect(await choose(other, input, connectionId)).toMatchObject({
      problem: { code: "connection_not_found" },
    });
  });

  test("leaves the wizard at Configure", async () => {
    const { admin } = await aSubscribedSpace(lab);
    const { id } = value(await choose(admin));
    expect((await readConnectionDetails(lab.deps, admin, id))?.wizardStep).toBe("configure");
  });
});

describe("the edit lease of a page", () => {
  async function two() {
    const { space, admin } = await aSubscribedSpace(lab);
    const member = await aMember(
      lab.deps.store,
      space.id,
      { role: "admin", licence: "admin" },
      { firstName: "Bea", lastName: "Birch" },
    );
    return { admin, bea: await contextAs(lab.deps, space, member.userId) };
  }

  test("is renewed while it is held, and taken again after it expired", async () => {
    const { admin } = await two();
    const mine = value(await keepLease(lab.deps, admin, null));
    expect(mine.mine).toBe(true);
    expect(value(await keepLease(lab.deps, admin, mine.leaseId)).leaseId).toBe(mine.leaseId);
    lab.clock.forward(11 * 60);
    expect(value(await keepLease(lab.deps, admin, mine.leaseId)).mine).toBe(true);
  });

  test("names the other holder, and refuses to save after a takeover", async () => {
    const { admin, bea } = await two();
    const mine = value(await keepLease(lab.deps, admin, null));
    expect(await readLease(lab.deps, bea)).toMatchObject({ mine: false });
    expect(value(await keepLease(lab.deps, bea, null)).mine).toBe(false);
    value(await takeLease(lab.deps, bea, { takeOver: true }));
    expect(value(await keepLease(lab.deps, admin, mine.leaseId))).toMatchObject({
      mine: false,
      holderName: "Bea Birch",
    });
    const saved = await underLease(lab.deps, admin, mine.leaseId, async () => done("saved"));
    expect(saved).toMatchObject({ ok: false, problem: { code: "lease_lost" } });
    expect(saved.ok ? "" : saved.problem.message).toContain("Bea Birch");
  });

  test("is not needed by a page that never had one, if nobody is editing", async () => {
    const { admin } = await two();
    expect(await underLease(lab.deps, admin, null, async (leaseId) => done(leaseId))).toMatchObject({
      ok: true,
      value: expect.stringMatching(/^lease_/),
    });
  });

  test("the step is remembered once, and does not overwrite somebody else's change", async () => {
    const { admin } = await two();
    const { id } = value(await choose(admin));
    const before = await readConnectionDetails(lab.deps, admin, id);
    const revision = before?.revision ?? 0;
    const input = { connectionId: id, step: "people", expectedRevision: revision };
    // The revision stays, so that a form sent while the step is being remembered is not called outdated.
    const current = { revision, stale: false };
    expect(value(await rememberStep(lab.deps, admin, input))).toEqual(current);
    expect(value(await rememberStep(lab.deps, admin, { ...input, expectedRevision: null }))).toEqual(current);
    const changed = value(
      await updateConnection(lab.deps, admin, {
        connectionId: id,
        expectedRevision: revision,
        name: "Another name",
      }),
    );
    expect(value(await rememberStep(lab.deps, admin, { ...input, step: "test" }))).toEqual({
      revision: changed.revision,
      stale: true,
    });
    expect((await readConnectionDetails(lab.deps, admin, id))?.wizardStep).toBe("people");
  });
});
