import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startPgBouncer } from "./pgbouncer";
import { signInBehind } from "./pgbouncer-sign-ins";

const server = process.env.TEST_DATABASE_URL ?? "";

describe("behind Debian's PgBouncer with pool_mode = session", () => {
  test("people sign in", () => signInBehind(), 120_000);

  test("a process that is not told of it does not start, and says why in one line", async () => {
    const pooler = await startPgBouncer(server);
    try {
      const program = join(import.meta.dirname, "../../scripts/start.mjs");
      const url = Object.assign(new URL(server), { hostname: "127.0.0.1", port: String(pooler.port) }).href;
      const child = spawn(process.execPath, [program], {
        env: {
          ...process.env,
          DATABASE_URL: url,
          DATABASE_POOLER: "",
          ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString("base64")}`,
          NEXTAUTH_SECRET: "a secret for nothing but this test",
        },
        stdio: ["ignore", "ignore", "pipe"],
      });
      let said = "";
      child.stderr.on("data", (chunk: Buffer) => {
        said += chunk;
      });
      expect((await once(child, "close"))[0]).toBe(1);
      expect(said.trim().split("\n")).toEqual([expect.stringContaining("set DATABASE_POOLER")]);
    } finally {
      await pooler.stop();
    }
  }, 60_000);
});
