import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderInUse, lockFolder } from "./folder-lock";
import { processStart } from "./process-start";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatehouse-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, "lock");
const left = (holder: unknown, ageMs = 0) => {
  writeFileSync(file(), typeof holder === "string" ? holder : JSON.stringify(holder));
  const then = new Date(Date.now() - ageMs);
  utimesSync(file(), then, then);
};

/** Takes and releases it; returns the holder's pid instead if there is one. */
function take(): number | "taken" {
  try {
    lockFolder(folder).release();
    return "taken";
  } catch (error) {
    if (error instanceof FolderInUse) return error.pid;
    throw error;
  }
}

test("the folder is taken once, and free again after its release", () => {
  const lock = lockFolder(folder);
  expect(take()).toBe(process.pid);
  expect(JSON.parse(readFileSync(file(), "utf8"))).toMatchObject({ pid: process.pid, host: hostname() });
  lock.release();
  lock.release();
  expect(take()).toBe("taken");
  expect(readdirSync(folder)).toEqual([]);
});

test("a lock that a dead process left behind is ignored", () => {
  // Numbers beyond the largest that Linux assigns.
  left({ pid: 4_194_305, start: null, host: hostname() });
  expect(take()).toBe("taken");
  left("half a li");
  expect(take()).toBe("taken");
  left("");
  expect(take()).toBe("taken");
});

test("a process that was killed while it locked leaves nothing for ever; one that is just locking is left alone", () => {
  const [abandoned, current] = [
    "lock.6f2c7c0e-0000-4000-8000-000000000001",
    "lock.6f2c7c0e-0000-4000-8000-000000000002",
  ];
  for (const name of [abandoned, current]) writeFileSync(join(folder, name), "half a li");
  const then = new Date(Date.now() - 120_000);
  utimesSync(join(folder, abandoned), then, then);
  expect(take()).toBe("taken");
  expect(readdirSync(folder)).toEqual([current]);
});

test("a full disk leaves no file behind", () => {
  const take = `
    const { lockFolder } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, "folder-lock.ts")).href)});
    try { lockFolder(process.argv[1]).release(); console.log("taken"); } catch (error) { console.log(error.code); }`;
  // A shell that lets its children write no byte into any file; the control is one that does.
  const under = (limit: string): string => {
    const words = ["-c", `trap '' XFSZ; ${limit}; exec "$0" "$@"`, process.execPath];
    const { stdout } = spawnSync(
      "bash",
      [...words, "--import", "tsx", "--input-type=module", "--eval", take, folder],
      { encoding: "utf8", env: { ...process.env, TSX_DISABLE_CACHE: "1" } },
    );
    return stdout.trim();
  };
  expect(under("ulimit -f 0")).toBe("EFBIG");
  expect(readdirSync(folder)).toEqual([]);
  expect(under("true")).toBe("taken");
});

test("a live process holds it, a later one with the same number does not", () => {
  const start = processStart(process.ppid);
  left({ pid: process.ppid, start, host: hostname() });
  expect(take()).toBe(process.ppid);
  left({ pid: process.ppid, start: "another boot 1", host: hostname() });
  expect(take()).toBe("taken");
  // As in a container that is restarted: the same number, another process.
  left({ pid: process.pid, start: "another boot 1", host: hostname() });
  expect(take()).toBe("taken");
});

test("another host holds it while it shows signs of life", () => {
  left({ pid: 1, start: "x", host: "another-container" });
  expect(take()).toBe(1);
  left({ pid: 1, start: "x", host: "another-container" }, 60_000);
  expect(take()).toBe("taken");
});

test("one's own lock is released only while it is one's own", () => {
  const lock = lockFolder(folder);
  left({ pid: 1, start: "x", host: "another-container" });
  lock.release();
  expect(take()).toBe(1);
});

test("if many find a dead process's lock at once, one gets it, every time", async () => {
  const loader = pathToFileURL("node_modules/tsx/dist/esm/api/index.mjs").href;
  const code = `
    const { parentPort, workerData } = require("node:worker_threads");
    import(${JSON.stringify(loader)}).then(async ({ tsImport }) => {
      const { lockFolder } = await tsImport(workerData.module, workerData.parent);
      let lock;
      parentPort.on("message", (word) => {
        if (word === "release") { lock?.release(); lock = undefined; return parentPort.postMessage("released"); }
        try { lock = lockFolder(workerData.folder); parentPort.postMessage("taken"); }
        catch (error) { parentPort.postMessage(error.name); }
      });
      parentPort.postMessage("ready");
    });`;
  const workerData = {
    folder,
    module: "./lib/db/driver/folder-lock.ts",
    parent: pathToFileURL("package.json").href,
  };
  const workers = Array.from({ length: 6 }, () => new Worker(code, { eval: true, workerData }));
  const answers = () =>
    Promise.all(workers.map((worker) => new Promise((resolve) => worker.once("message", resolve))));
  const send = async (word: string) => {
    const notified = answers();
    for (const worker of workers) worker.postMessage(word);
    return (await notified).sort();
  };
  await answers();
  for (let round = 0; round < 25; round += 1) {
    left({ pid: 4_194_305, start: `round ${round}`, host: hostname() });
    expect(await send("take")).toEqual([...Array(5).fill("FolderInUse"), "taken"]);
    await send("release");
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
});
