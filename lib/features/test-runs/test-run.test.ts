import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Fault } from "@/e2e/idp/saml/faults";
import { activateOption } from "@/lib/features/connections/activate-option";
import { createConnection } from "@/lib/features/connections/create-connection";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { readRefusal } from "@/lib/features/sign-in/read-refusal";
import {
  aDraft,
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { openTest, setOption, typed } from "@/lib/features/testing/sso-scenes";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { createOidcRelyingParty } from "@/lib/protocols/oidc/relying-party";
import { readIdpMetadata } from "@/lib/protocols/saml/metadata/read-idp-metadata";
import { serviceProviderMetadata } from "@/lib/protocols/saml/metadata/service-provider-metadata";
import { openTestRun } from "./open-test-run";
import { readResultForAdministrator, readResultForProgram } from "./show-test-result";
import { readTestRun, startTestRun } from "./start-test-run";

let lab: SsoLab;
let space: Space;
let admin: Context;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  ({ space, admin } = await aSubscribedSpace(lab));
});

const attempts = async () => (await lab.deps.store.attempts.page(space.id, {})).rows;

describe("a test run", () => {
  test("shows what the person would get, by the option's settings, and changes nothing", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    await setOption(lab, space, connectionId, { provisioning: false });
    const browser = new LabBrowser(lab);
    expect(await browser.test(admin, connectionId)).toMatchObject({
      status: "passed",
      report: { outlook: { outcome: "refuse", reason: "not_provisioned" } },
    });
    await setOption(lab, space, connectionId, { provisioning: true, validation: "manual" });
    expect(await browser.test(admin, connectionId, typed("new@acme.example"))).toMatchObject({
      report: { email: "new@acme.example", outlook: { outcome: "pending", role: "reader", isNew: true } },
    });
    expect(await lab.deps.store.users.byEmail("new@acme.example")).toBeNull();
    expect((await lab.deps.store.outbox.page({})).rows).toEqual([]);
    expect(await attempts()).toEqual([]);
  });

  test("fails with the provider's mistake, and does not allow the activation", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    const faults: [Fault, string][] = [
      ["wrong_recipient", "recipient_wrong"],
      ["missing_email", "email_missing"],
      ["foreign_key", "signing_certificate_unknown"],
    ];
    for (const [fault, code] of faults)
      expect(await new LabBrowser(lab).test(admin, connectionId, { fault })).toMatchObject({
        status: "failed",
        report: { refusal: { code }, outlook: null },
      });
    const input = { connectionId, configurationId: null, sessions: "keep" } as const;
    expect(await activateOption(lab.deps, admin, input)).toMatchObject({ problem: { code: "not_tested" } });
  });

  test("stays passed once it has passed, even if a later one fails: the version is the same", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    await new LabBrowser(lab).test(admin, connectionId);
    await new LabBrowser(lab).test(admin, connectionId, { fault: "unsigned" });
    const input = { connectionId, configurationId: null, sessions: "keep" } as const;
    expect(await activateOption(lab.deps, admin, input)).toMatchObject({ ok: true });
  });

  test("of an unreachable provider ends with its report before it begins", async () => {
    const { connectionId } = await aDraft(lab, admin, "oidc");
    const { runId, url } = value(await startTestRun(lab.deps, admin, { connectionId }));
    const outbound = createOutbound({ allow: [] });
    const cutOff = { ...lab.deps, outbound, oidc: createOidcRelyingParty({ outbound }) };
    const input = { secret: url.split("/").at(-1) ?? "", browserSecret: "x", address: null };
    expect(await openTestRun(cutOff, input)).toEqual({ outcome: "ended", runId });
    const run = value(await readTestRun(lab.deps, admin, { connectionId, runId }));
    expect(run).toMatchObject({ status: "failed", report: { refusal: { check: "begin" }, outlook: null } });
    expect(run.report?.refusal?.code).toMatch(/^(provider|issuer)_/);
  });

  test("says what to compare at the provider while nobody has returned, and no longer", async () => {
    const names = {
      saml: ["entityId", "acsUrl"],
      oidc: ["redirectUri", "clientId"],
      oauth2: ["redirectUri", "clientId"],
    };
    for (const protocol of ["saml", "oidc", "oauth2"] as const) {
      const { connectionId } = await aDraft(lab, admin, protocol);
      const { runId, url } = value(await startTestRun(lab.deps, admin, { connectionId }));
      const hint = async () =>
        value(await readResultForProgram(lab.deps, admin, { connectionId, runId })).hint;
      expect(await hint()).toBeNull();
      const browser = new LabBrowser(lab);
      const input = { secret: url.split("/").at(-1) ?? "", browserSecret: browser.secret, address: null };
      const opened = await openTestRun(lab.deps, input);
      const current = await hint();
      expect(current?.message).toContain("Then it does not know us");
      expect(current?.values.map(({ name }) => name)).toEqual(names[protocol]);
      for (const { name, value: text } of current?.values ?? [])
        expect(text).toMatch(
          name === "clientId" ? /^lab$/ : new RegExp(`/api/sso/${protocol}/${connectionId}/`),
        );
      const shown = value(await readResultForAdministrator(lab.deps, admin, { connectionId, runId }));
      expect(shown.hint).toEqual(current);
      if (opened.outcome !== "out") throw new Error("not sent out");
      await browser.finish(await browser.answer(connectionId, opened.redirect));
      expect(await hint()).toBeNull();
    }
  });

  test("still says so once the run has expired", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    const { runId } = await openTest(lab, new LabBrowser(lab), admin, connectionId);
    lab.clock.forward(1_801);
    const run = value(await readResultForProgram(lab.deps, admin, { connectionId, runId }));
    lab.clock.forward(-1_801);
    expect(run).toMatchObject({
      status: "expired",
      hint: { values: [{ name: "entityId" }, { name: "acsUrl" }] },
    });
  });

  test("of a connection without values is refused", async () => {
    const { id } = value(
      await createConnection(lab.deps, admin, { name: "New", protocol: "oidc", provider: "okta" }),
    );
    expect(await startTestRun(lab.deps, admin, { connectionId: id })).toMatchObject({
      ok: false,
      problem: { kind: "conflict", code: "nothing_to_test" },
    });
  });

  test("must wait after too many, and says how long", async () => {
    const { connectionId } = await aDraft(lab, admin, "oidc");
    for (let i = 0; i < 30; i++) await lab.deps.rateLimits.spend("test_run_by_space", space.id);
    const wait = await startTestRun(lab.deps, admin, { connectionId });
    expect(wait).toMatchObject({ ok: false, problem: { kind: "rate_limited", code: "too_many_test_runs" } });
    expect(wait.ok ? 0 : wait.problem.retryAfter).toBeGreaterThan(0);
  });

  test("of a connection that was removed meanwhile ends nowhere and admits nobody", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const { redirect } = await openTest(lab, browser, admin, connectionId);
    const received = await browser.answer(connectionId, redirect);
    value(await removeConnection(lab.deps, admin, { connectionId, sessions: "keep" }));
    expect(await browser.finish(received)).toMatchObject({ outcome: "tested" });
    expect(await lab.deps.store.users.byEmail("ada.moreno@acme.example")).toBeNull();
  });
});

describe("a refused sign-in", () => {
  test("is a sentence for the person; actual and expected values are in the log alone", async () => {
    const connection = await anActiveConnection(lab, admin, "saml");
    const faults: [Fault, string][] = [
      ["unsigned", "signature_missing"],
      ["wrong_audience", "audience_wrong"],
      ["expired", "assertion_expired"],
      ["two_emails", "several_emails"],
      ["missing_email", "email_missing"],
      ["transient_subject", "subject_transient"],
      ["status_denied", "status_not_success"],
    ];
    for (const [fault, code] of faults) {
      const finished = await new LabBrowser(lab).signIn(space, connection, { fault });
      expect(finished).toMatchObject({ outcome: "refused", code });
      const attemptId = finished.outcome === "refused" ? finished.attemptId : null;
      const attempt = await lab.deps.store.attempts.byId(attemptId ?? "");
      expect(attempt).toMatchObject({
        status: "refused",
        refusalCode: code,
        cause: { check: expect.any(String) },
      });
      const notice = await readRefusal(lab.deps, { attemptId, code: null });
      expect(notice).toEqual({
        code,
        sentence: expect.stringMatching(/\w{3,}/),
        reference: attemptId,
        at: attempt?.finishedAt,
        space: { id: space.id, slug: space.slug, name: space.name },
        testable: null,
        application: null,
      });
      if (attempt?.cause?.received) expect(notice.sentence).not.toContain(attempt.cause.received);
    }
    expect(await new LabBrowser(lab).signIn(space, connection)).toMatchObject({ outcome: "signed_in" });
  });

  test("an unknown reference, or one of an admitted person, reads like any refusal", async () => {
    const connection = await anActiveConnection(lab, admin, "oidc");
    await new LabBrowser(lab).signIn(space, connection);
    const [admitted] = await attempts();
    for (const attemptId of ["att_nothing", admitted?.id ?? ""])
      expect(await readRefusal(lab.deps, { attemptId, code: null })).toMatchObject({
        code: "attempt_unknown",
        at: null,
      });
  });
});

describe("our own metadata", () => {
  test("is public for a SAML connection, signed on demand, and nothing for any other", async () => {
    const saml = await aDraft(lab, admin, "saml");
    const oidc = await aDraft(lab, admin, "oidc");
    const read = (connectionId: string, signed = false) =>
      serviceProviderMetadata(lab.deps, { connectionId, signed });
    const xml = await read(saml.connectionId);
    expect(xml).toContain(`${lab.deps.appUrl}/api/sso/saml/${saml.connectionId}/acs`);
    expect(xml).not.toMatch(/SignatureValue|PRIVATE/);
    expect(await read(saml.connectionId, true)).toContain("SignatureValue");
    expect(await read(oidc.connectionId)).toBeNull();
    expect(await read("conn_nothing")).toBeNull();
  });

  test("is recognised if pasted as the provider's", async () => {
    const { connectionId } = await aDraft(lab, admin, "saml");
    const xml = (await serviceProviderMetadata(lab.deps, { connectionId, signed: false })) ?? "";
    expect(readIdpMetadata(xml, lab.clock.now())).toMatchObject({ refusal: { code: "metadata_is_sp" } });
  });
});
