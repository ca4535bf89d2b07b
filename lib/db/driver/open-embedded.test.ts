import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyChain } from "../repositories/verify-chain";
import { prepareFolder } from "../testing/open-test-database";
import { openEmbedded } from "./open-embedded";

let folder: string;
const children: ChildProcess[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-open-"));
});
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

/** Another process on the folder; yields its lines as they come. */
function holder(dataDir: string, ...args: string[]) {
  const program = join("lib", "db", "testing", "hold-database.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program, dataDir, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return {
    pid: child.pid,
    line: async () => (await lines.next()).value as string,
    kill: async (signal: NodeJS.Signals) => {
      child.kill(signal);
      await ended;
    },
    ended,
  };
}

describe("the embedded database", () => {
  test("belongs to one process, keeps what was written before a sudden end, and opens again after it", async () => {
    const dataDir = join(folder, "shared");
    await prepareFolder(dataDir);
    const first = holder(dataDir, "write");
    expect(await first.line()).toBe("open");

    const message = `The database in ${dataDir} is in use by process ${first.pid}. Stop it first, or set DATA_DIR to another folder.`;
    await expect(openEmbedded(dataDir)).rejects.toThrow(message);
    const second = holder(dataDir);
    expect(await second.line()).toBe(message);
    expect(await second.ended).toBe(1);

    let written = 0;
    while (written < 40) written = Number(await first.line());
    await first.kill("SIGKILL");

    const { db, store, close } = await openEmbedded(dataDir);
    const verdict = await verifyChain(db, "operator");
    expect(verdict).toMatchObject({ whole: true });
    expect((await store.auditOf(null).page({})).total).toBeGreaterThanOrEqual(written);
    await expect(openEmbedded(dataDir)).rejects.toThrow(`in use by process ${process.pid}`);
    await close();
    await close();
    await (await openEmbedded(dataDir)).close();
    expect(() => readFileSync(join(dataDir, "lock"))).toThrow();
  }, 180_000);

  test("starts over if the first start was cut off", async () => {
    const dataDir = join(folder, "cut-off");
    mkdirSync(join(dataDir, "database", "base"), { recursive: true });
    writeFileSync(join(dataDir, "database", "PG_VERSION"), "18\n");
    writeFileSync(join(dataDir, "database.unfinished"), "");
    const { state, close } = await openEmbedded(dataDir);
    expect(await state()).toEqual({ fault: null, clockAheadMs: null });
    await close();
  }, 180_000);
});
