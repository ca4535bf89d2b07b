import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWholeConnection } from "@/lib/features/connections/save-whole-connection";
import { createDirectoryCredential } from "@/lib/features/directories/directory-credentials";
import {
  createDirectory,
  listDirectories,
  moveDirectory,
  updateDirectory,
} from "@/lib/features/directories/manage-directories";
import { auditedActions } from "@/lib/features/testing/context-as";
import { aSubscribedSpace, openSsoLab, type SsoLab, value } from "@/lib/features/testing/sso-lab";
import type { Context } from "@/lib/ports/context";
import { configurationBody } from "@/lib/schemas/configuration-file";
import { applyConfiguration, planOf } from "./apply-configuration";
import { exportConfiguration } from "./export-configuration";

let lab: SsoLab;
let certificate: string;
beforeAll(async () => {
  lab = await openSsoLab();
  certificate = (await lab.deps.keyPairs.make("idp", lab.deps.now())).certificate;
}, 240_000);
afterAll(() => lab.close());

const format = "gatehouse-configuration/1";
const body = (configuration: object, more: object = {}) =>
  configurationBody.parse({ configuration: JSON.parse(JSON.stringify(configuration)), ...more });
const whole = (ctx: Context) => exportConfiguration(lab.deps, ctx, { withDirectories: true });

async function aSpaceOfOurs(domain: string) {
  const { space, admin } = await aSubscribedSpace(lab, { domain });
  const ctx: Context = { ...admin, via: "token", sessionId: null };
  return { space, ctx };
}

/** A space with a connection, an active directory that feeds it, and one that observes and feeds none. */
async function fed(domain: string) {
  const { space, ctx } = await aSpaceOfOurs(domain);
  const connection = value(
    await createWholeConnection(lab.deps, ctx, {
      connection: { name: "Okta", reference: "okta", protocol: "saml", provider: "okta" },
      configuration: {
        entityId: "https://idp.example/e",
        loginUrl: "https://idp.example/l",
        certificates: [certificate],
      },
    }),
  );
  const directory = value(
    await createDirectory(lab.deps, ctx, { name: "Staff", provider: "okta", connectionId: connection.id }),
  );
  const { token } = value(
    await createDirectoryCredential(lab.deps, ctx, directory.id, { kind: "token", expiresAt: null }),
  );
  value(await moveDirectory(lab.deps, ctx, directory.id, "activate"));
  value(await createDirectory(lab.deps, ctx, { name: "Guests", provider: "entra", connectionId: null }));
  return { space, ctx, connection, directory, token };
}

const steps = async (ctx: Context, input: ReturnType<typeof body>) =>
  (await planOf(lab.deps, ctx, input)).steps
    .filter(({ kind }) => kind === "directory")
    .map(({ action, name }) => `${action} ${name}`);

describe("directories in a configuration file", () => {
  test("are copied without credentials, observe until somebody activates them, and change nothing again", async () => {
    const { ctx, directory, token } = await fed("one.example");
    const file = await whole(ctx);
    expect(file.directories).toEqual([
      { name: "Staff", provider: "okta", connection: "okta" },
      { name: "Guests", provider: "entra", connection: null },
    ]);
    for (const secret of [token, token.slice(0, 8), directory.id])
      expect(JSON.stringify(file)).not.toContain(secret);
    expect((await planOf(lab.deps, ctx, body(file, { prune: true }))).changes).toBe(0);

    const empty = await aSpaceOfOurs("two.example");
    const input = body({ ...file, domains: [] });
    expect(await steps(empty.ctx, input)).toEqual(["create Staff", "create Guests"]);
    const applied = value(await applyConfiguration(lab.deps, empty.ctx, input));
    expect(applied.complete).toBe(true);
    const made = await listDirectories(lab.deps, empty.ctx);
    expect(made.map(({ status, activatedAt }) => [status, activatedAt])).toEqual([
      ["observing", null],
      ["observing", null],
    ]);
    expect((await whole(empty.ctx)).directories).toEqual(file.directories);
    const before = await auditedActions(lab.deps, empty.space.id);
    expect(before.filter((action) => action === "directory.created")).toHaveLength(2);

    expect((await planOf(lab.deps, empty.ctx, input)).changes).toBe(0);
    value(await applyConfiguration(lab.deps, empty.ctx, input));
    expect(await auditedActions(lab.deps, empty.space.id)).toEqual(before);
    // The space that the file came from, and its active directory, were not touched.
    expect((await listDirectories(lab.deps, ctx)).map(({ status }) => status)).toEqual([
      "active",
      "observing",
    ]);
  }, 90_000);

  test("change by name; what is absent stays, and an active one stays active", async () => {
    const { ctx, directory } = await fed("three.example");
    const change = (entry: object) => body({ format, directories: [{ name: "STAFF", ...entry }] });
    expect(await steps(ctx, change({}))).toEqual(["leave STAFF", "keep Guests"]);
    const input = change({ provider: "jumpcloud", connection: null });
    const plan = await planOf(lab.deps, ctx, input);
    expect(plan.steps.find(({ kind }) => kind === "directory")?.differences).toEqual([
      { field: "provider", label: "Provider", before: "okta", after: "jumpcloud" },
      { field: "connection", label: "Roles by the rules of", before: "okta", after: null },
    ]);
    value(await applyConfiguration(lab.deps, ctx, input));
    const after = (await listDirectories(lab.deps, ctx)).find(({ id }) => id === directory.id);
    expect(after).toMatchObject({
      ...{ name: "Staff", provider: "jumpcloud", connectionId: null, status: "active" },
    });
    value(await applyConfiguration(lab.deps, ctx, change({ connection: "OKTA" })));
    expect((await whole(ctx)).directories?.[0]).toEqual({
      ...{ name: "Staff", provider: "jumpcloud", connection: "okta" },
    });
  });

  test("of a connection that is missing, or goes, are refused in the plan as they are when applied", async () => {
    const { ctx, space } = await fed("four.example");
    const stranger = (await fed("five.example")).connection;
    const directories = [{ name: "New", connection: "nowhere" }];
    const keeping = [{ name: "Staff" }, { name: "Guests" }];
    const connections = [{ reference: "okta", name: "Okta", protocol: "saml", provider: "okta" }];
    const control = body({ format, connections, directories: [{ name: "Guests", connection: "okta" }] });
    expect(value(await applyConfiguration(lab.deps, ctx, control)).complete).toBe(true);
    const before = await whole(ctx);
    const cases = [
      body({ format, directories }),
      body({ format, directories: [{ name: "New", connection: stranger.id.slice(0, 40) }] }),
      // With prune, the connection would be gone a moment later.
      body({ format, directories: [{ name: "New", connection: "okta" }, ...keeping] }, { prune: true }),
    ];
    for (const input of cases) {
      const { steps: planned, confirm } = await planOf(lab.deps, ctx, input);
      const problem = { code: "connection_not_found", field: "connection" };
      expect(planned.filter((step) => step.problem)).toMatchObject([{ kind: "directory", problem }]);
      const applied = value(
        await applyConfiguration(lab.deps, ctx, { ...input, confirm: confirm ?? undefined }),
      );
      expect(applied.complete).toBe(false);
      expect(applied.steps.filter(({ outcome }) => outcome === "refused")).toMatchObject([
        { kind: "directory", name: "New", problem },
      ]);
    }
    expect((await whole(ctx)).directories?.map(({ name }) => name)).toEqual(
      before.directories?.map(({ name }) => name),
    );
    expect(
      (await auditedActions(lab.deps, space.id)).filter((one) => one === "directory.created"),
    ).toHaveLength(2);
  }, 90_000);

  test("are removed by prune only if the file has the list, and only with the number", async () => {
    const { ctx } = await fed("six.example");
    const { directories, ...file } = await whole(ctx);
    // A file of an earlier version knows of no directories.
    expect(await steps(ctx, body(file, { prune: true }))).toEqual([]);
    value(await applyConfiguration(lab.deps, ctx, body(file, { prune: true })));
    expect(await listDirectories(lab.deps, ctx)).toHaveLength(2);

    const one = { ...file, directories: directories?.slice(1) };
    expect(await steps(ctx, body(one))).toEqual(["leave Guests", "keep Staff"]);
    const prune = body(one, { prune: true });
    const plan = await planOf(lab.deps, ctx, prune);
    expect([plan.confirm, await steps(ctx, prune)]).toEqual([1, ["leave Guests", "remove Staff"]]);
    expect(await applyConfiguration(lab.deps, ctx, prune)).toMatchObject({
      problem: { code: "removals_not_confirmed", expected: "1" },
    });
    expect(await listDirectories(lab.deps, ctx)).toHaveLength(2);
    value(await applyConfiguration(lab.deps, ctx, { ...prune, confirm: 1 }));
    expect((await listDirectories(lab.deps, ctx)).map(({ name }) => name)).toEqual(["Guests"]);
    // The second time there is nothing left to confirm.
    expect(value(await applyConfiguration(lab.deps, ctx, prune)).complete).toBe(true);
  }, 90_000);

  test("of another space stay untouched, whatever the file says", async () => {
    const [ours, theirs] = [await aSpaceOfOurs("seven.example"), await fed("eight.example")];
    const before = await listDirectories(lab.deps, theirs.ctx);
    const file = body({ format, directories: [{ name: "Staff", provider: "generic" }] }, { prune: true });
    expect(await steps(ours.ctx, file)).toEqual(["create Staff"]);
    value(await applyConfiguration(lab.deps, ours.ctx, { ...file, confirm: 1 }));
    expect(await listDirectories(lab.deps, theirs.ctx)).toEqual(before);
  });

  test("have no state, no credentials and no second one of the same name", () => {
    const of = (directories: object[]) =>
      configurationBody.safeParse({ configuration: { format, directories } }).success;
    expect(of([{ name: "Staff", provider: "okta" }])).toBe(true);
    for (const wrong of [{ status: "active" }, { token: "ghd_x" }, { id: "dir_x" }, { provider: "google" }])
      expect(of([{ name: "Staff", ...wrong }])).toBe(false);
    expect(of([{ name: "Staff" }, { name: "staff" }])).toBe(false);
  });
});

test("two directories of a space have different names; those of two spaces need not", async () => {
  const [ours, theirs] = [await fed("nine.example"), await aSpaceOfOurs("ten.example")];
  const input = { name: "sTAFF", provider: "okta", connectionId: null } as const;
  const refusal = { problem: { code: "directory_name_taken", field: "name" } };
  expect(await createDirectory(lab.deps, ours.ctx, input)).toMatchObject(refusal);
  const [, guests] = await listDirectories(lab.deps, ours.ctx);
  const rename = (name: string) =>
    updateDirectory(lab.deps, ours.ctx, guests?.id ?? "", { change: { name }, revision: null });
  expect(await rename("staff")).toMatchObject(refusal);
  expect(value(await rename("GUESTS")).name).toBe("GUESTS");
  expect(value(await createDirectory(lab.deps, theirs.ctx, input)).name).toBe("sTAFF");
  const both = await Promise.all(
    ["Twins", "twins"].map((name) => createDirectory(lab.deps, theirs.ctx, { ...input, name })),
  );
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});
