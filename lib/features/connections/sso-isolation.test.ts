import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditEvents, messages } from "@/drizzle/schema/audit";
import * as connectionTables from "@/drizzle/schema/connections";
import { tokens } from "@/drizzle/schema/people";
import { aSpace } from "@/lib/db/testing/rows";
import { saveOptionSettings } from "@/lib/features/mapping/save-option-settings";
import { readTestResult } from "@/lib/features/test-runs/read-test-result";
import { readResultForAdministrator } from "@/lib/features/test-runs/show-test-result";
import { readTestRun, startTestRun } from "@/lib/features/test-runs/start-test-run";
import {
  aDraft,
  aSubscribedSpace,
  LabBrowser,
  openSsoLab,
  type SsoLab,
  value,
} from "@/lib/features/testing/sso-lab";
import { share } from "@/lib/features/testing/sso-scenes";
import type { Outcome } from "@/lib/model/outcome";
import { settings } from "@/lib/model/testing/admission-builders";
import type { Context } from "@/lib/ports/context";
import { activateOption } from "./activate-option";
import { chooseProvider } from "./choose-provider";
import { readConnectionDetails } from "./connection-details";
import { listConnectionRows } from "./connection-row";
import { viewConnection, viewOf } from "./connection-view";
import { createConnection } from "./create-connection";
import { listConnections } from "./list-connections";
import { removeConnection } from "./remove-connection";
import { saveConfiguration } from "./save-configuration";
import { changeWholeConnection, createWholeConnection } from "./save-whole-connection";
import { switchOption } from "./switch-option";
import { updateConnection } from "./update-connection";

let lab: SsoLab;
let owner: Context;
let stranger: Context;
let connectionId: string;
let runId: string;

beforeAll(async () => {
  lab = await openSsoLab();
});
afterAll(() => lab.close());
beforeEach(async () => {
  await lab.database.reset();
  owner = (await aSubscribedSpace(lab)).admin;
  stranger = (await aSubscribedSpace(lab, { domain: "other.example" })).admin;
  ({ connectionId } = await aDraft(lab, owner, "oidc"));
  runId = (await new LabBrowser(lab).test(owner, connectionId)).id;
});

type Doing = (ctx: Context) => Promise<Outcome<unknown>>;
const request = () => ({ connectionId, leaseId: null, expectedRevision: null });
const program = (ctx: Context): Context => ({ ...ctx, via: "token", sessionId: null });

/** What only the organization's own space may do. */
const owning: Record<string, Doing> = {
  "save a configuration": (ctx) =>
    saveConfiguration(lab.deps, ctx, {
      ...request(),
      input: { protocol: "oidc", values: { clientId: "x" } },
    }),
  rename: (ctx) => updateConnection(lab.deps, ctx, { ...request(), name: "Mine", reference: "mine" }),
  "change it whole": (ctx) =>
    changeWholeConnection(lab.deps, ctx, { ...request(), name: "Mine", configuration: { clientId: "x" } }),
  "choose another provider": (ctx) =>
    chooseProvider(lab.deps, ctx, {
      ...request(),
      connection: { name: "Mine", protocol: "oidc", provider: "okta" },
    }),
  remove: (ctx) => removeConnection(lab.deps, ctx, { connectionId, sessions: "end" }),
};
/** What every space does with its own link to a connection. */
const using: Record<string, Doing> = {
  "save the sign-in option": (ctx) =>
    saveOptionSettings(lab.deps, ctx, { ...request(), settings: settings({ defaultRole: "admin" }) }),
  "start a test run": (ctx) => startTestRun(lab.deps, ctx, { connectionId }),
  activate: (ctx) => activateOption(lab.deps, ctx, { connectionId, configurationId: null, sessions: "end" }),
  disable: (ctx) => switchOption(lab.deps, ctx, { connectionId, event: "disable" }),
  enable: (ctx) => switchOption(lab.deps, ctx, { connectionId, event: "enable" }),
};
const reading: Record<string, Doing> = {
  "read a test run": (ctx) => readTestRun(lab.deps, ctx, { connectionId, runId }),
  "read a test's result": (ctx) => readResultForAdministrator(lab.deps, ctx, { connectionId, runId }),
};

/** Everything that a use case of single sign-on could write. */
async function everything() {
  const { db } = lab.database;
  const { connections, configurations, signInOptions, testRuns, serviceProviderKeys } = connectionTables;
  const tables = [connections, configurations, signInOptions, testRuns, serviceProviderKeys];
  const rows = [];
  for (const table of [...tables, tokens, auditEvents, messages]) rows.push(await db.select().from(table));
  return rows;
}
const notFound = { ok: false, problem: { kind: "not_found", code: "connection_not_found" } };
const expectNothing = async (doing: Doing, ctx: Context, answer: object) => {
  const before = await everything();
  expect(await doing(ctx)).toMatchObject(answer);
  expect(await everything()).toEqual(before);
};

describe("a connection of another space", () => {
  test.each(Object.entries({ ...owning, ...using, ...reading }))(
    "to %s is not found, and nothing changes",
    async (_name, doing) => {
      await expectNothing(doing, program(stranger), notFound);
    },
  );

  test("appears in no list and on no page", async () => {
    expect(await viewConnection(lab.deps, stranger, connectionId)).toBeNull();
    expect(await readConnectionDetails(lab.deps, stranger, connectionId)).toBeNull();
    expect((await listConnections(lab.deps, stranger, { withUnused: true }, viewOf)).rows).toEqual([]);
    expect((await listConnectionRows(lab.deps, stranger, {})).rows).toEqual([]);
    expect(await viewConnection(lab.deps, owner, connectionId)).toMatchObject({ id: connectionId });
  });

  test("answers as one that does not exist, word for word", async () => {
    const unknown = { connectionId: "conn_nothing", sessions: "end" } as const;
    expect(await removeConnection(lab.deps, stranger, { ...unknown, connectionId })).toEqual(
      await removeConnection(lab.deps, stranger, unknown),
    );
  });

  test("shows a test result only to the browser that ran it and its own space's managers", async () => {
    const who = (ctx: Context) => ({
      runId,
      browserSecret: "somebody else's",
      admittedTo: { userId: ctx.user?.id ?? "", spaceIds: [ctx.space.id] },
    });
    expect(await readTestResult(lab.deps, who(owner))).toMatchObject({ run: { id: runId } });
    expect(await readTestResult(lab.deps, who(stranger))).toBeNull();
    const lying = {
      ...who(stranger),
      admittedTo: { userId: stranger.user?.id ?? "", spaceIds: [owner.space.id] },
    };
    expect(await readTestResult(lab.deps, lying)).toBeNull();
    expect(await readTestResult(lab.deps, { ...who(owner), admittedTo: null })).toBeNull();
  });
});

describe("a connection of a linked organization, not the space's own", () => {
  const link = (how: "requested" | "agreed" | "connected", withOption = false) =>
    share(lab, connectionId, stranger.space, { link: how, option: withOption ? {} : null });

  test.each(Object.entries({ ...owning, ...using, ...reading }))(
    "to %s is not found while the link is only requested",
    async (_name, doing) => {
      await link("requested");
      await expectNothing(doing, program(stranger), notFound);
    },
  );

  test.each(Object.entries(owning))("to %s is not found, whatever the link's state", async (_name, doing) => {
    await link("connected", true);
    await expectNothing(doing, program(stranger), notFound);
  });

  test("its tests are not readable: they name the other space's people", async () => {
    await link("connected", true);
    await expectNothing(reading["read a test run"] as Doing, stranger, {
      ok: false,
      problem: { code: "test_run_not_found" },
    });
    expect(await readConnectionDetails(lab.deps, stranger, connectionId)).toMatchObject({ testRuns: [] });
    expect(await readConnectionDetails(lab.deps, owner, connectionId)).toMatchObject({
      testRuns: [{ id: runId }],
    });
  });

  test("its draft is neither tested nor put live by a space that cannot edit it", async () => {
    await link("connected", true);
    expect(await startTestRun(lab.deps, stranger, { connectionId })).toMatchObject({
      ok: false,
      problem: { code: "nothing_to_test" },
    });
    await expectNothing(using.activate as Doing, stranger, notFound);
  });

  test("its link is enabled and disabled for this space alone", async () => {
    const live = { connectionId, configurationId: null, sessions: "keep" } as const;
    value(await activateOption(lab.deps, program(owner), live));
    await link("connected", true);
    value(await switchOption(lab.deps, program(stranger), { connectionId, event: "disable" }));
    const status = async ({ space }: Context) =>
      (await lab.deps.store.optionsOf(space.id).byConnection(connectionId))?.status;
    expect([await status(owner), await status(stranger)]).toEqual(["active", "disabled"]);
  });
});

describe("a space without the SSO option", () => {
  const unsubscribed = (ctx: Context): Context => ({
    ...program(ctx),
    space: { ...ctx.space, ssoSubscribed: false },
  });
  const notSubscribed = { ok: false, problem: { kind: "not_subscribed", code: "not_subscribed" } };
  const { remove, ...editing } = owning;
  const { disable, ...starting } = using;
  const making: Record<string, Doing> = {
    "make a connection": (ctx) =>
      createConnection(lab.deps, ctx, { name: "New", protocol: "oidc", provider: "okta" }),
    "make one whole": (ctx) =>
      createWholeConnection(lab.deps, ctx, {
        connection: { name: "New", protocol: "oidc", provider: "okta" },
        configuration: {},
      }),
  };

  test.each(Object.entries({ ...editing, ...starting, ...making }))(
    "cannot %s, and nothing changes",
    async (_name, doing) => {
      await expectNothing(doing, unsubscribed(owner), notSubscribed);
    },
  );

  test("still reads, and may disable and remove its connections", async () => {
    expect(await viewConnection(lab.deps, unsubscribed(owner), connectionId)).not.toBeNull();
    const live = { connectionId, configurationId: null, sessions: "keep" } as const;
    value(await activateOption(lab.deps, program(owner), live));
    value(await (disable as Doing)(unsubscribed(owner)));
    expect(await (using.enable as Doing)(unsubscribed(owner))).toMatchObject(notSubscribed);
    value(await (remove as Doing)(unsubscribed(owner)));
  });
});

describe("an option that was never activated", () => {
  test.each(["disable", "enable"] as const)("cannot be %sd", async (event) => {
    await expectNothing((ctx) => switchOption(lab.deps, ctx, { connectionId, event }), owner, {
      ok: false,
      problem: { kind: "conflict", code: "cannot_switch", received: "draft" },
    });
  });

  test("sends nobody to the provider and is not even named on the sign-in page", async () => {
    await expect(new LabBrowser(lab).begin(owner.space, "simulator-oidc")).rejects.toThrow("not_found");
  });

  test("a space without connections offers none", async () => {
    const space = await aSpace(lab.deps.store);
    await expect(new LabBrowser(lab).begin(space, "simulator-oidc")).rejects.toThrow("not_found");
  });
});
