import { expect, type Page } from "@playwright/test";
import { lab } from "./lab";

/** Through Prepare and Provider to the Configure step of a tool. */
export async function beginTool(page: Page, slug: string, method: RegExp, name: string): Promise<void> {
  await page.goto(`/${slug}/admin/security/sso/new?step=provider`);
  await page.getByRole("radio", { name: method }).check();
  await expect(page.getByRole("radio", { name: /OAuth 2/ })).toBeChecked();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/step=configure/);
}

/**
 * Registers our redirect URL at the tool simulator, as its console does, and enters its values; inside, or by a setup
 * link.
 */
export async function configureTool(page: Page, clientId: string, { inside = true } = {}): Promise<void> {
  const redirectUri = await page.getByLabel("Redirect URL").first().inputValue();
  const clientSecret = `secret of ${clientId} & + %`;
  await fetch(`${lab.oauth2.url}/clients`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ clientId, clientSecret, redirectUris: [redirectUri] }),
  });
  await page.getByLabel("Authorization URL", { exact: true }).fill(`${lab.oauth2.url}/authorize`);
  await page.getByLabel("Token URL").fill(`${lab.oauth2.url}/token`);
  await page.getByLabel("Identity URL").fill(`${lab.oauth2.url}/me`);
  await page.getByLabel("Client ID").fill(clientId);
  await page.getByLabel("Client secret", { exact: true }).fill(clientSecret);
  if (inside) await page.getByLabel(/Keep the tool's tokens/).check();
  await page.getByText("Where to find each value in the tool's response").click();
  await page.getByLabel("Account that people must belong to").fill("4711");
  await page.getByText("Advanced settings", { exact: true }).click();
  await page.getByLabel("Scopes", { exact: true }).fill("profile contacts.read");
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(inside ? /step=people/ : /step=test/);
}

/** Allows the application at the tool's page as a typed person. */
export async function allowAs(page: Page, email: string, quirk = ""): Promise<void> {
  await page.getByLabel("Quirk").selectOption(quirk);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Given name").fill("Nia");
  await page.getByLabel("Family name").fill("Berg");
  await page.getByRole("button", { name: "Allow as this person" }).click();
}

/** Runs the test in its window; the window is closed again at the end. */
export async function testTool(page: Page, email: string, quirk = ""): Promise<void> {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: /^Test( again)?$/ }).click();
  const window = await opened;
  await allowAs(window, email, quirk);
  await window.waitForURL(/\/sso-test\//);
  await window.close();
}

/** From nothing to an active connection; ends signed out, on the sign-in page. */
export async function connectTool(page: Page, slug: string, name: string): Promise<void> {
  await beginTool(page, slug, /Another tool/, name);
  await configureTool(page, slug);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/step=test/);
  await testTool(page, `nia@${slug}.example`);
  await expect(page.getByText("The test has passed", { exact: true })).toBeVisible();
}
