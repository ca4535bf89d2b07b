import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aConnection, aVerifiedDomain } from "@/lib/db/testing/rows";
import { newId } from "@/lib/infra/crypto/new-id";
import { commandLineOn } from "./testing/command-line";

const patience = 120_000;

const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-cli-directory-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const { gatehouse, inDatabase, prepare } = commandLineOn(dataDir);

const directory = (words: string[], space = "acme") => gatehouse(["directory", ...words, "--space", space]);
/** The answer for programs; fails if there is none. */
async function json(words: string[], space = "acme") {
  const { code, out, err } = await directory([...words, "--json"], space);
  expect([code, err]).toEqual([0, expect.stringMatching(/^Database: .+\n(Store it.+\n)?$/)]);
  return JSON.parse(out);
}
const refusal = (code: string) => ({ code: 1, out: "", err: expect.stringContaining(`"${code}"`) });

let ours = "";
let theirs = "";

beforeAll(async () => {
  await prepare();
  for (const slug of ["acme", "other", "plain"])
    expect(await gatehouse(["space", "create", "--slug", slug, "--name", slug])).toMatchObject({ code: 0 });
  expect(await directory(["list"], "plain")).toMatchObject({
    code: 0,
    out: "There are no directories yet.\n",
  });
  ours = (await json(["create", "--name", "Staff", "--provider", "okta"])).id;
  theirs = (await json(["create", "--name", "Staff"], "other")).id;
}, patience);

test("creates a directory that feeds a connection, once by each name", { timeout: patience }, async () => {
  await inDatabase(async ({ store }) => {
    const space = await store.spaces.bySlug("acme");
    const organization = space && (await store.organizationsOf(space.id).own());
    if (!organization) throw new Error("no organization");
    await aConnection(store, organization.id, { reference: "entra" });
  });
  const made = await json(["create", "--name", "Entra ID", "--provider", "entra", "--connection", "ENTRA"]);
  expect(made).toMatchObject({ name: "Entra ID", status: "observing", connectionId: expect.any(String) });
  const create = (...words: string[]) => directory(["create", ...words, "--json"]);
  expect(await create("--name", "entra id")).toMatchObject(refusal("directory_name_taken"));
  expect(await create("--name", "A", "--connection", "nowhere")).toMatchObject(
    refusal("connection_not_found"),
  );
  const listed = await directory(["list"]);
  expect(listed.out.trim().split("\n")).toEqual([
    expect.stringMatching(new RegExp(`^${ours} {2}observing {2}Staff {2}http.+/${ours}$`)),
    expect.stringContaining("Entra ID"),
  ]);
  // Another space does not reach it by its reference.
  expect(
    await directory(["create", "--name", "B", "--connection", "entra", "--json"], "other"),
  ).toMatchObject(refusal("connection_not_found"));
});

test("distinguishes a wrong call from a refusal, and says which", { timeout: patience }, async () => {
  const wrong: [string[], RegExp][] = [
    [["create"], /--name/],
    [["create", "--name", " "], /name/i],
    [["create", "--name", "x".repeat(101)], /100/],
    [["create", "--name", "A", "--provider", "google"], /A provider is one of okta/],
    [["token", ours, "--days", "0"], /At least a day/],
    [["token", ours, "--days", "soon"], /A number of days/],
    [["token", ours, "--days", "1.5"], /whole number/],
    [["token"], /missing required argument 'id'/],
    [["remove", ours, "--access", "maybe"], /Access is keep or end/],
    [["revoke", ours], /missing required argument 'credential'/],
    [["activate", ours, "now"], /too many arguments/],
    [["dance"], /unknown command/],
  ];
  for (const [words, says] of wrong) {
    const ended = await directory(words);
    expect([words, ended.code, ended.out]).toEqual([words, 2, ""]);
    expect(ended.err, words.join(" ")).toMatch(says);
  }
  expect(await gatehouse(["directory", "list"])).toMatchObject({ code: 2 });
  expect(await gatehouse(["directory", "token", "--help"])).toMatchObject({ code: 0 });
  expect(await directory(["list", "--json"], "nobody")).toMatchObject(refusal("space_not_found"));
});

test("knows neither an unknown directory nor another space's", { timeout: patience }, async () => {
  const commands = [
    ["token"],
    ["token", "--client"],
    ["tokens"],
    ["activate"],
    ["pause"],
    ["resume"],
    ["dry-run"],
    ["remove"],
    ["remove", "--access", "end"],
  ];
  for (const [name = "", ...rest] of commands) {
    const ended = await directory([name, theirs, ...rest, "--json"]);
    expect([name, ended]).toEqual([name, { ...refusal("directory_not_found") }]);
  }
  for (const id of ["dir_unknown", "' or 1=1 --", "x".repeat(5_000)])
    expect(await directory(["dry-run", id, "--json"])).toMatchObject(refusal("directory_not_found"));
  expect(await directory(["revoke", theirs, "dcred_x", "--json"])).toMatchObject(
    refusal("directory_not_found"),
  );
  // The control: in its own space each is found.
  expect(await json(["list"], "other")).toMatchObject([{ id: theirs, status: "observing" }]);
});

test("creates, lists and revokes credentials, two of each kind", { timeout: patience }, async () => {
  const token = await directory(["token", ours, "--days", "30"]);
  expect(token).toMatchObject({ code: 0, out: expect.stringMatching(/^ghd_[\w-]{43}\n$/) });
  expect(token.err).toContain("Store it: it is not shown again.");
  const secret = await directory(["token", ours, "--client"]);
  expect(secret.out).toMatch(/^ghc_[\w-]{43}\n$/);
  const second = await json(["token", ours]);
  expect(await directory(["token", ours, "--json"])).toMatchObject(refusal("too_many_directory_tokens"));

  const live = await directory(["tokens", ours]);
  expect(live.out.trim().split("\n")).toHaveLength(3);
  expect(live.out).not.toContain(token.out.trim());
  expect(await json(["tokens", ours])).toMatchObject([
    { kind: "token", id: second.id, expiresAt: null },
    { kind: "token", expiresAt: expect.any(String) },
    { kind: "secret" },
  ]);
  expect(await directory(["revoke", ours, "dcred_unknown", "--json"])).toMatchObject(
    refusal("token_not_found"),
  );
  expect((await directory(["revoke", ours, second.id])).out).toMatch(/^Revoked ghd_.+….\n$/);
  expect(await directory(["revoke", ours, second.id, "--json"])).toMatchObject(refusal("token_not_found"));
  expect((await json(["tokens", ours])).map(({ kind }: { kind: string }) => kind)).toEqual([
    "token",
    "secret",
  ]);
  expect((await directory(["token", ours])).code).toBe(0);
});

test("says what activation would do, and moves a directory; not twice, and not without the plan", {
  timeout: patience,
}, async () => {
  await inDatabase(async ({ store }) => {
    const space = await store.spaces.bySlug("acme");
    const organization = space && (await store.organizationsOf(space.id).own());
    const found = organization && (await store.directoriesOf(organization.id).byId(ours));
    if (!found) throw new Error("no directory");
    await aVerifiedDomain(store, found.organizationId, "acme.example");
    const at = new Date();
    await store.directoryPeopleOf(found).insert({
      ...{ id: newId("dperson"), directoryId: ours, organizationId: found.organizationId },
      ...{ userName: "=ann@acme.example", externalId: null, active: true, userId: null, isDue: false },
      ...{
        resource: { userName: "=ann@acme.example", emails: [{ value: "ann@acme.example" }], active: true },
      },
      ...{ state: "waiting", reason: null, isArriving: true, leftAt: null, deletedAt: null },
      ...{ createdAt: at, updatedAt: at, revision: 1 },
    });
  });
  const dryRun = await directory(["dry-run", ours]);
  expect(dryRun.out.split("\n")[0]).toMatch(/^"user_name","active","outcome"/);
  expect(dryRun.out).toMatch(/ann@acme\.example".+"new".+Comes in as a reader\./);
  // A spreadsheet must not take a name for a formula.
  expect(dryRun.out).not.toMatch(/(^|,)"?=ann/m);
  expect(await json(["dry-run", ours])).toMatchObject({
    people: 1,
    new: 1,
    licences: { reader: { needed: 1 } },
  });

  for (const name of ["pause", "resume"])
    expect(await directory([name, ours, "--json"])).toMatchObject(refusal("directory_state"));
  expect(await directory(["activate", ours])).toMatchObject({ code: 0, out: "“Staff” is active.\n" });
  expect(await directory(["activate", ours, "--json"])).toMatchObject(refusal("directory_state"));
  expect(await json(["pause", ours])).toMatchObject({ status: "paused" });
  expect(await directory(["resume", ours])).toMatchObject({ out: "“Staff” is active.\n" });

  await inDatabase(async ({ store }) => {
    const space = await store.spaces.bySlug("plain");
    if (space) await store.spaces.update(space.id, { ssoSubscribed: false });
  });
  expect(await directory(["create", "--name", "A", "--json"], "plain")).toMatchObject(
    refusal("not_subscribed"),
  );
});

test("is planned, applied and exported as a file, and removed", { timeout: patience }, async () => {
  const exported = await gatehouse(["config", "export", "--space", "acme"]);
  const file = JSON.parse(exported.out);
  expect(file.directories).toEqual([
    { name: "Staff", provider: "okta", connection: null },
    { name: "Entra ID", provider: "entra", connection: "entra" },
  ]);
  expect(exported.out).not.toMatch(/gh[dc]_|dir_/);
  const path = join(dataDir, "file.json");
  const words = ["--space", "acme", "--file", path];
  writeFileSync(path, exported.out);
  const same = await gatehouse(["config", "plan", ...words, "--prune"]);
  expect(same.out.trim().split("\n").at(-2)).toBe("0 changes.");
  const format = "gatehouse-configuration/1";
  writeFileSync(
    path,
    JSON.stringify({ format, directories: [{ name: "Staff", connection: "nowhere" }, { name: "New" }] }),
  );
  const plan = await gatehouse(["config", "plan", ...words]);
  expect(plan.out).toContain("create   directory New");
  expect(plan.out).toContain("refused: There is no connection “nowhere”");
  writeFileSync(path, JSON.stringify({ ...file, directories: [{ name: "Staff" }, { name: "New" }] }));
  expect((await gatehouse(["config", "plan", ...words, "--prune"])).out).toContain("--confirm 1");
  expect(await gatehouse(["config", "apply", ...words, "--prune", "--confirm", "1"])).toMatchObject({
    code: 0,
  });
  expect((await json(["list"])).map(({ name, status }: Record<string, string>) => [name, status])).toEqual([
    ["Staff", "active"],
    ["New", "observing"],
  ]);
  expect(await directory(["remove", ours, "--access", "end"])).toMatchObject({
    out: "Removed “Staff”. 0 people have lost access.\n",
  });
  expect(await directory(["remove", ours, "--json"])).toMatchObject(refusal("directory_not_found"));
});
