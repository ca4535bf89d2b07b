import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";
import { lab } from "../e2e/support/lab";
import { browserFlags, findOrInstallBrowser } from "./find-browser";
import { connectedTour, peopleTour, wizardTour } from "./picture-tour";
import { buildApplication, untilReady } from "./run-next";
import { fillGaps } from "./take-picture";

/**
 * `npm run pictures`: takes the pictures of the help and of the README from the running product, so that they stay
 * accurate. It starts the flows' laboratory by itself, builds if nothing is built, and needs a build afterwards to
 * show the new pictures.
 */
async function main(): Promise<void> {
  fillGaps();
  if (!existsSync(".next/BUILD_ID")) await buildApplication();
  const server = spawn(process.execPath, ["--import", "tsx", "e2e/support/serve.ts"], { stdio: "inherit" });
  try {
    await untilReady(`${lab.appUrl}/api/ready`, server);
    await takeAll();
  } finally {
    await stopped(server);
  }
}

async function takeAll(): Promise<void> {
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserFlags });
  const newPage = async () => (await browser.newContext({ baseURL: lab.appUrl })).newPage();
  const page = await newPage();
  await wizardTour(page);
  await connectedTour(page, newPage);
  await peopleTour(page, newPage);
  await browser.close();
}

function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.kill("SIGTERM");
  });
}

await main();
