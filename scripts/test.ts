import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findOrInstallBrowser } from "./find-browser";
import { buildApplication } from "./run-next";

/** `npm test`: the checks, the unit and integration tests, then the flows in a browser against the production build. */

const results = mkdtempSync(join(tmpdir(), "gatehouse-results-"));
let passed = 0;
let failed = 0;

async function step(name: string, work: () => void | Promise<void>): Promise<void> {
  const start = Date.now();
  console.log(`\n— ${name}`);
  await work();
  console.log(`— ${name}: ${Math.round((Date.now() - start) / 1000)} s`);
}

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  return spawnSync(command, args, { stdio: "inherit", env: { ...process.env, ...env } }).status === 0;
}

function mustRun(...words: [string, ...string[]]): void {
  const [command, ...args] = words;
  if (!run(command, args)) {
    console.log("0 passed, 1 failed");
    process.exit(1);
  }
}

function count(file: string, read: (result: Record<string, unknown>) => [number, number]): void {
  try {
    const [good, bad] = read(JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>);
    passed += good;
    failed += bad;
  } catch {
    failed += 1;
  }
}

await step("checks", () => mustRun("npm", "run", "--silent", "check"));
await step("unit and integration tests", () => {
  const file = join(results, "vitest.json");
  const good = run("npx", [
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
  ]);
  count(file, (result) => [Number(result.numPassedTests), Number(result.numFailedTests)]);
  if (!good && failed === 0) failed += 1;
});
const browser = findOrInstallBrowser();
await step("production build", () => buildApplication());
await step("flows in a browser", () => {
  const file = join(results, "playwright.json");
  const good = run("npx", ["playwright", "test"], {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  count(file, (result) => {
    const stats = result.stats as { expected: number; unexpected: number; flaky: number };
    return [stats.expected + stats.flaky, stats.unexpected];
  });
  if (!good && failed === 0) failed += 1;
});
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
