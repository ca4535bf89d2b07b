import { defineConfig, devices } from "@playwright/test";
import { lab } from "./e2e/support/lab";
import { browserFlags, findBrowser } from "./scripts/find-browser";

const browser = findBrowser();

export default defineConfig({
  testDir: "e2e/flows",
  testMatch: "**/*.spec.ts",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: lab.appUrl,
    viewport: { width: 1280, height: 900 },
    // A trace doubles the work of every test that passes. Run a failed one again with `--trace on`.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { args: browserFlags, ...(browser ? { executablePath: browser } : {}) },
  },
  webServer: {
    command: "npx tsx e2e/support/serve.ts",
    url: `${lab.appUrl}/api/ready`,
    timeout: 120_000,
    // What the server warns of belongs beside the flow that made it do so.
    stdout: "pipe",
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  },
});
