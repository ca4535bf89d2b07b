import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { aTestRun } from "@/lib/db/testing/rows";
import { activateOption } from "@/lib/features/connections/activate-option";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { saveConfiguration } from "@/lib/features/connections/save-configuration";
import {
  anActiveConnection,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { createOutbound } from "@/lib/infra/http-client/safe-fetch";
import type { Space } from "@/lib/model/spaces/space";
import type { Context } from "@/lib/ports/context";
import { createOidcRelyingParty } from "@/lib/protocols/oidc/relying-party";
import { giveBackBegin, spendBegin } from "./begin-limits";
import { beginSignIn } from "./begin-sign-in";

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

const knock = (reference: string, change: Partial<Parameters<typeof beginSignIn>[1]> = {}, deps = lab.deps) =>
  beginSignIn(deps, {
    slug: space.slug,
    reference,
    returnTo: null,
    loginHint: null,
    address: "192.0.2.7",
    browserSecret: "secret",
    startedElsewhere: false,
    ...change,
  });
const attempts = async () => (await lab.deps.store.attempts.page(space.id, {})).rows;

describe("before the redirect to the provider", () => {
  test("a reference is matched case-insensitively; an unknown one is not found, and nothing is logged", async () => {
    const { reference } = await anActiveConnection(lab, admin, "oidc");
    expect(await knock(reference.toUpperCase())).toMatchObject({ outcome: "out" });
    expect(await knock("nothing")).toEqual({ outcome: "not_found" });
    expect(await knock(reference, { slug: "nowhere" })).toEqual({ outcome: "not_found" });
    expect(await attempts()).toHaveLength(1);
  });

  test("a space without the SSO option refuses, and the log says why", async () => {
    const { reference } = await anActiveConnection(lab, admin, "oidc");
    await lab.deps.store.spaces.update(space.id, { ssoSubscribed: false });
    expect(await knock(reference)).toMatchObject({ outcome: "refused", code: "space_not_subscribed" });
    expect(await attempts()).toMatchObject([
      { status: "refused", refusalCode: "space_not_subscribed", cause: { expected: "the SSO option" } },
    ]);
  });

  test("a provider that cannot be reached refuses, and the log has the attempt with its cause", async () => {
    const { reference } = await anActiveConnection(lab, admin, "oidc");
    // A process that has not read the provider's document yet and may not fetch it: as if the provider were down.
    const outbound = createOutbound({ allow: [] });
    const cutOff = { ...lab.deps, outbound, oidc: createOidcRelyingParty({ outbound }) };
    const started = await knock(reference, {}, cutOff);
    const [attempt] = await attempts();
    expect(started).toMatchObject({ outcome: "refused", attemptId: attempt?.id, spaceSlug: space.slug });
    expect(attempt).toMatchObject({ status: "refused", cause: { check: "begin" } });
    expect(await knock(reference)).toMatchObject({ outcome: "out" });
  });

  describe("at nine o'clock, from the one address of a company", () => {
    const address = "198.51.100.1";
    /** As if so many people had begun there. */
    async function begun(connectionId: string, times: number): Promise<void> {
      for (let i = 0; i < times; i += 1) await spendBegin(lab.deps, { address, connectionId });
    }

    test("two hundred people get on; somebody who only begins is stopped, there and nowhere else", async () => {
      const { reference, connectionId: id } = await anActiveConnection(lab, admin, "oidc");
      await begun(id, 199);
      expect(await knock(reference, { address })).toMatchObject({ outcome: "out" });
      await begun(id, 100);
      expect(await knock(reference, { address })).toMatchObject({ code: "too_many_attempts" });
      expect(await knock(reference)).toMatchObject({ outcome: "out" });
      const other = await spendBegin(lab.deps, { address, connectionId: "conn_other" });
      expect(other).toBeNull();
    });

    test("the first refusal is in the sign-in log with its reference, and only that one", async () => {
      const { reference, connectionId: id } = await anActiveConnection(lab, admin, "oidc");
      await begun(id, 300);
      const first = await knock(reference, { address });
      const entries = (await attempts()).filter(({ refusalCode }) => refusalCode === "too_many_attempts");
      expect(entries).toMatchObject([
        { address, cause: { received: expect.stringContaining("301 sign-ins"), expected: "at most 300" } },
      ]);
      expect(first).toMatchObject({ outcome: "refused", attemptId: entries[0]?.id });
      for (let i = 0; i < 3; i += 1)
        expect(await knock(reference, { address })).toMatchObject({ outcome: "refused", attemptId: null });
      const later = (await attempts()).filter(({ refusalCode }) => refusalCode === "too_many_attempts");
      expect(later).toHaveLength(1);
    });

    test("begins that ended with a sign-in do not count, however many there were", async () => {
      const { reference, connectionId: id } = await anActiveConnection(lab, admin, "oidc");
      for (let i = 0; i < 400; i += 1) {
        expect(await spendBegin(lab.deps, { address, connectionId: id })).toBeNull();
        await giveBackBegin(lab.deps, { address, connectionId: id });
      }
      expect(await knock(reference, { address })).toMatchObject({ outcome: "out" });
    });

    test("over ten minutes and all connections no more come to nothing than before", async () => {
      const { reference } = await anActiveConnection(lab, admin, "oidc");
      for (let n = 0; n < 4; n += 1) {
        await begun(`conn_${n}`, 300);
        lab.clock.forward(61);
      }
      expect(await knock(reference, { address })).toMatchObject({ code: "too_many_attempts" });
      lab.clock.forward(6 * 60);
      expect(await knock(reference, { address })).toMatchObject({ outcome: "out" });
    });
  });

  test("a return path is kept if it belongs to this site", async () => {
    const { reference } = await anActiveConnection(lab, admin, "oidc");
    const inputs = [
      "//evil.example/",
      "https://evil.example/",
      "/\\evil.example",
      "/acme/reports?page=2#top",
    ];
    for (const returnTo of inputs) {
      await knock(reference, { returnTo });
      lab.clock.forward(1);
    }
    expect((await attempts()).map(({ returnTo }) => returnTo)).toEqual([
      "/acme/reports?page=2#top",
      null,
      null,
      null,
    ]);
  });
});

describe("changes while somebody is at the provider", () => {
  test.each(["saml", "oidc"] as const)(
    "%s: the live version at the return is validated against, whatever was live at the start",
    async (protocol) => {
      const { connectionId, reference } = await anActiveConnection(lab, admin, protocol);
      const browser = new LabBrowser(lab);
      const away = await browser.begin(space, reference);
      const input =
        protocol === "saml"
          ? ({ protocol, values: { certificates: lab.saml.keys.foreign.certificatePem } } as const)
          : ({ protocol, values: { clientSecret: "another" } } as const);
      const program: Context = { ...admin, via: "token", sessionId: null };
      const page = { connectionId, leaseId: null, expectedRevision: null };
      const { configuration } = value(await saveConfiguration(lab.deps, program, { ...page, input }));
      const run = await aTestRun(lab.deps.store, space.id, configuration);
      await lab.deps.store
        .connectionsOf(configuration.organizationId)
        .markTested(configuration.id, run, lab.clock.now());
      const request = { connectionId, configurationId: configuration.id, sessions: "keep" } as const;
      value(await activateOption(lab.deps, program, request));
      expect(await browser.finish(await browser.answer(connectionId, away))).toMatchObject({
        outcome: "refused",
        code: protocol === "saml" ? "signing_certificate_unknown" : "client_authentication_failed",
      });
    },
  );

  test("removed after the answer came: the ticket admits nobody, and the log has it", async () => {
    const { connectionId, reference } = await anActiveConnection(lab, admin, "saml");
    const browser = new LabBrowser(lab);
    const received = await browser.answer(connectionId, await browser.begin(space, reference));
    value(await removeConnection(lab.deps, admin, { connectionId, sessions: "keep" }));
    expect(await browser.finish(received)).toMatchObject({ outcome: "refused", code: "connection_inactive" });
    expect(await attempts()).toMatchObject([
      { status: "refused", refusalCode: "connection_inactive", connectionName: "Simulator saml" },
    ]);
  });

  test("the plan is lost before the person returns", async () => {
    const { connectionId, reference } = await anActiveConnection(lab, admin, "oidc");
    const browser = new LabBrowser(lab);
    const away = await browser.begin(space, reference);
    await lab.deps.store.spaces.update(space.id, { ssoSubscribed: false });
    expect(await browser.finish(await browser.answer(connectionId, away))).toMatchObject({
      outcome: "refused",
      code: "space_not_subscribed",
    });
  });
});
