import { type Browser, expect, test } from "@playwright/test";
import { apiOf } from "../support/api";
import { lab } from "../support/lab";
import { beSomebody, runTest, signIn } from "../support/wizard";

const slug = "relinked";
const nia = `nia@${slug}.example`;

/** A sign-in in a browser of its own; returns the address where it ends. */
async function comesIn(browser: Browser, email: string): Promise<string> {
  const context = await browser.newContext({ baseURL: lab.appUrl });
  const page = await context.newPage();
  await page.goto(`/${slug}/sso/directory`);
  await beSomebody(page, email);
  await page.waitForURL((url) => url.origin === lab.appUrl && !url.pathname.startsWith("/api/"));
  const { pathname, search } = new URL(page.url());
  await context.close();
  return pathname + search;
}

test("another Name ID format shows how many people it refuses, and carries them over", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const api = apiOf(slug);
  const created = await api("POST", "/connections", {
    name: "Directory",
    protocol: "saml",
    metadataUrl: lab.saml.metadataUrl,
  });
  const { id } = created.body;
  const run = await api("POST", `/connections/${id}/test`);
  await page.goto(run.body.url);
  await beSomebody(page, nia);
  await page.waitForURL(/\/sso-test\//);
  expect(await api("POST", `/connections/${id}/activate`, {})).toMatchObject({
    status: 200,
    body: { takenAlong: 0 },
  });
  for (const email of [nia, `bo@${slug}.example`]) expect(await comesIn(browser, email)).toBe(`/${slug}`);

  await signIn(page, slug);
  await page.goto(`/${slug}/admin/security/sso/${id}?tab=people`);
  await expect(page.getByText("2 people are recognised by their account")).toBeVisible();

  await page.getByRole("link", { name: "Edit", exact: true }).click();
  await page.getByText("Advanced settings", { exact: true }).click();
  await page.getByLabel("Name ID format").selectOption("Persistent identifier");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/step=people/);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/step=test/);
  await runTest(page, nia);
  await expect(page.getByText("2 linked people would be refused by version 2")).toBeVisible();

  await page.getByRole("button", { name: "Put live" }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await expect(dialog.getByText("2 linked people would be refused. Keep their links?")).toBeVisible();
  await dialog.getByRole("button", { name: "Put live" }).click();
  await expect(dialog.getByText(/Keep their links\?/).last()).toBeVisible();
  await dialog.getByRole("radio", { name: /Keep their links/ }).check();
  await dialog.getByRole("button", { name: "Put live" }).click();
  await page.waitForURL(/done=live/);
  for (const email of [nia, `bo@${slug}.example`]) expect(await comesIn(browser, email)).toBe(`/${slug}`);
});
