import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** The usual paths of Chromium or Chrome. */
const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The browser for tests and pictures: by `CHROMIUM_PATH`, Playwright's own, then the system's; `null` if there is none.
 */
export function findBrowser(): string | null {
  const requested = process.env.CHROMIUM_PATH;
  if (requested) {
    if (!existsSync(requested)) throw new Error(`CHROMIUM_PATH names ${requested}, which does not exist.`);
    return requested;
  }
  return [chromium.executablePath(), ...systemBrowsers].find((path) => path && existsSync(path)) ?? null;
}

/** As `findBrowser`, and installs one if there is none: Playwright's download first, then Debian's package. */
export function findOrInstallBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  console.log("No browser found: installing one.");
  const run = (command: string, ...args: string[]) =>
    spawnSync(command, args, { stdio: "inherit" }).status === 0;
  if (!run("npx", "playwright", "install", "chromium") && process.platform === "linux")
    void (run("apt-get", "update") && run("apt-get", "install", "-y", "chromium"));
  const installed = findBrowser();
  if (!installed)
    throw new Error("No browser could be installed. Install Chromium and name it in CHROMIUM_PATH.");
  return installed;
}

/** The options for Chromium to start anywhere, containers included, and to stay quiet. */
export const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
