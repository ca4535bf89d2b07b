import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { lab } from "../e2e/support/lab";
import { activate, beginWizard, configureSaml, runTest, signIn } from "../e2e/support/wizard";
import { browserFlags, findOrInstallBrowser } from "./find-browser";

/**
 * Takes the README's and the guides' pictures from the running product, so that they stay true:
 * `npx tsx e2e/support/serve.ts` in one terminal, `npx tsx scripts/screenshots.ts` in another.
 */
const folder = join("docs", "pictures");
const slug = "pictures";

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath: findOrInstallBrowser(), args: browserFlags });
  const page = await browser.newPage({
    baseURL: lab.appUrl,
    viewport: { width: 1280, height: 860 },
    colorScheme: "light",
  });
  const picture = (name: string, fullPage = false) =>
    page.screenshot({ path: join(folder, `${name}.png`), fullPage });
  await signIn(page, slug);
  await page.goto(`/${slug}/admin/security/sso`);
  await picture("empty");
  await beginWizard(page, slug, "SAML 2.0", "Orchard ID");
  await picture("configure");
  await configureSaml(page);
  await picture("people");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/step=test/);
  await runTest(page, `nia@${slug}.example`, "wrong_audience");
  await seen(page, "The test has failed");
  await picture("test-failed");
  await runTest(page, `nia@${slug}.example`);
  await seen(page, "The test has passed");
  await picture("test-passed");
  await activate(page);
  await picture("sign-in");
  await signIn(page, slug);
  await page.goto(`/${slug}/admin/security/sso`);
  await picture("connectors");
  await page.getByRole("link", { name: "Orchard ID", exact: true }).first().click();
  await page.getByRole("switch", { name: "Enabled" }).waitFor();
  await picture("details");
  await browser.close();
}

const seen = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();

await main();
