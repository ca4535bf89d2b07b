import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authenticateToken } from "@/lib/features/tokens/authenticate-token";
import { secrets } from "@/lib/infra/crypto/secrets";
import { commandLineOn } from "./testing/command-line";

const patience = 180_000;
const dataDir = mkdtempSync(join(tmpdir(), "gatehouse-cli-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const { gatehouse, inDatabase, prepare } = commandLineOn(dataDir);

/** The same as a process of its own, of which the exit code and the streams are the real ones. */
function gatehouseProcess(words: string[], input = "") {
  const absent = { DATABASE_URL: "", ENCRYPTION_KEYS: "", NEXTAUTH_SECRET: "", SMTP_URL: "" };
  const program = join(import.meta.dirname, "gatehouse.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, ...words], {
    env: { ...process.env, ...absent, DATA_DIR: dataDir },
  });
  child.stdin.end(input);
  let out = "";
  let err = "";
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk;
  });
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk;
  });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out, err })),
  );
}

beforeAll(async () => {
  await prepare();
  expect(await gatehouse(["space", "create", "--slug", "acme", "--name", "Acme Ltd"])).toMatchObject({
    code: 0,
  });
}, patience);

describe("the command line", () => {
  test("creates a user with the password on standard input, and a token that admits a program", {
    timeout: patience,
  }, async () => {
    const user = [
      "user",
      "create",
      "--space",
      "acme",
      "--email",
      "Ann@Acme.example",
      "--role",
      "admin",
      "--operator",
      "--json",
    ];
    const created = await gatehouseProcess(user, "walrus teapot granite\n");
    expect(created).toMatchObject({ code: 0, err: `Database: embedded, in ${dataDir}\n` });
    expect(JSON.parse(created.out)).toMatchObject({
      email: "ann@acme.example",
      role: "admin",
      isOperator: true,
      passwordSet: true,
    });
    expect(await gatehouse(user, { input: "walrus teapot granite\n" })).toMatchObject({
      code: 1,
      out: "",
      err: expect.stringContaining("already_member"),
    });

    const token = await gatehouse(["token", "create", "--space", "acme", "--name", "nightly"]);
    expect(token).toMatchObject({ code: 0, out: expect.stringMatching(/^ghi_[\w-]{43}\n$/) });
    const entered = await inDatabase(({ store }) =>
      authenticateToken({ store, secrets, now: () => new Date() }, token.out.trim(), null),
    );
    expect(entered).toMatchObject({
      outcome: "authenticated",
      ctx: { actor: { kind: "account", name: "nightly" } },
    });
  });

  test("approves a domain, and adds it if it is missing", { timeout: patience }, async () => {
    const words = ["domain", "approve", "--space", "acme", "--domain", "Acme.example", "--json"];
    const first = await gatehouse(words);
    expect(JSON.parse(first.out)).toMatchObject({
      name: "acme.example",
      status: "verified",
      verifiedBy: "operator",
    });
    expect(await gatehouse(words)).toMatchObject({ code: 0 });
    expect(
      await gatehouse(["domain", "approve", "--space", "nobody", "--domain", "acme.example"]),
    ).toMatchObject({
      code: 1,
      err: `Database: embedded, in ${dataDir}\nNot done: There is no space “nobody”.\n`,
    });
  });

  test("rotates the keys, finds everything well, and reports problems", {
    timeout: patience,
  }, async () => {
    const file = join(dataDir, "keys.json");
    const before = JSON.parse(readFileSync(file, "utf8"));
    expect(await gatehouse(["keys", "rotate"])).toMatchObject({ code: 0 });
    const after = JSON.parse(readFileSync(file, "utf8"));
    expect(after.encryptionKeys).toMatch(
      new RegExp(`^k\\d+-\\w+:[^,]+,${before.encryptionKeys.replace(/[+/]/g, "\\$&")}$`),
    );
    const doctor = await gatehouse(["doctor", "--json"]);
    expect(JSON.parse(doctor.out)).toMatchObject({ healthy: true });
    expect(await gatehouse(["keys", "rotate-signing"])).toMatchObject({ code: 0 });
    const [id = ""] = after.encryptionKeys.split(":");
    const another = `${id}:${Buffer.alloc(32, 1).toString("base64")}`;
    const ring = [another, ...after.encryptionKeys.split(",").slice(1)].join(",");
    const swapped = await gatehouse(["doctor"], { change: { ENCRYPTION_KEYS: ring } });
    expect(swapped.code).toBe(1);
    expect(swapped.out).toContain(
      `the key “${id}” in ENCRYPTION_KEYS does not open what was sealed under it`,
    );
    const inUse = await inDatabase(() =>
      Promise.all([
        gatehouse(["doctor"]),
        gatehouseProcess(["space", "create", "--slug", "beta", "--name", "Beta"]),
      ]),
    );
    for (const ended of inUse) expect(ended.code).toBe(1);
    expect(inUse[0]?.out).toContain("in use by process");
    expect(inUse[1]?.err).toContain("in use by process");
  });

  test("distinguishes a wrong call from a refusal", { timeout: patience }, async () => {
    const calls: [string[], number][] = [
      [["space", "create", "--slug", "api", "--name", "Acme"], 2],
      [["space", "create", "--name", "Acme"], 2],
      [["user", "create", "--email", "ann@acme.example"], 2],
      [["dance"], 2],
      [["--help"], 0],
      [["token", "create", "--help"], 0],
    ];
    for (const [words, code] of calls) expect([words, (await gatehouse(words)).code]).toEqual([words, code]);
    expect((await gatehouseProcess(["dance"])).code).toBe(2);
  });
});

describe("configuration files and the audit log", () => {
  test("a file is planned, applied and printed again; the logs are intact until somebody tampers with them", {
    timeout: patience,
  }, async () => {
    const file = join(dataDir, "file.json");
    writeFileSync(
      file,
      JSON.stringify({ format: "gatehouse-configuration/1", teams: [{ name: "Night shift" }] }),
    );
    const words = ["--space", "acme", "--file", file];
    expect((await gatehouse(["config", "plan", ...words])).out).toContain("create   team Night shift");
    const detailed = [...words, "--detailed-exitcode"];
    const planned = await gatehouse(["config", "plan", ...detailed]);
    expect(planned.code).toBe(2);
    expect(planned.out).toMatch(/^\+ create {3}team Night shift$/m);
    const [, digest = ""] = /^Digest: (\w{32})$/m.exec(planned.out) ?? [];
    const stale = await gatehouse(["config", "apply", ...words, "--digest", "0".repeat(32)]);
    expect(stale).toMatchObject({ code: 1, err: expect.stringContaining("has changed since the plan") });
    expect(await gatehouse(["config", "apply", ...words, "--digest", digest])).toMatchObject({ code: 0 });
    // What was planned has been done: the same digest is of another plan now.
    expect(await gatehouse(["config", "apply", ...words, "--digest", digest])).toMatchObject({ code: 1 });
    expect(await gatehouse(["config", "plan", ...detailed])).toMatchObject({ code: 0 });
    const exported = await gatehouse(["config", "export", "--space", "acme"]);
    expect(JSON.parse(exported.out)).toMatchObject({ teams: [{ name: "Night shift" }] });
    const provider = { discoveryUrl: "https://idp.example/.well-known/openid-configuration", clientId: "c" };
    const connections = ["acme", "nowhere"].map((tenant) => ({
      tenant,
      clientID: tenant,
      oidcProvider: provider,
    }));
    writeFileSync(file, JSON.stringify(connections));
    const imported = await gatehouse(["import", "jackson", file]);
    expect(imported.code).toBe(1);
    expect(imported.out).toContain("create   connection jackson-acme");
    expect(imported.out).toContain("nowhere: no space has this external ID or slug");
    writeFileSync(file, '{"format":"another"}');
    expect(await gatehouse(["import", "jackson", file])).toMatchObject({ code: 1 });
    expect(await gatehouse(["config", "plan", ...words])).toMatchObject({ code: 1 });

    const whole = await gatehouse(["audit", "verify", "--space", "acme", "--json"]);
    expect(whole.code).toBe(0);
    expect(JSON.parse(whole.out)).toMatchObject({ whole: true, logs: [{ log: "acme" }] });
    await inDatabase(async ({ db }) => {
      await db.execute("alter table audit_events disable trigger audit_events_no_change");
      await db.execute("update audit_events set target_name = 'Day shift' where action = 'team.created'");
      await db.execute("alter table audit_events enable trigger audit_events_no_change");
    });
    const broken = await gatehouse(["audit", "verify"]);
    expect(broken.code).toBe(1);
    expect(broken.out).toMatch(/BROKEN acme: event \d+ was changed after it was written/);
  });
});
