import { expect, type Page } from "@playwright/test";
import { lab } from "./lab";
import { password } from "./spaces";

/** Signs in at a space's sign-in page by password. */
export async function signIn(page: Page, slug: string, name = "admin"): Promise<void> {
  await page.goto(`/${slug}/login`);
  await page.getByLabel("Email address").fill(`${name}@${slug}.example`);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith("/login"));
}

/** From the SSO tab through Prepare and Provider to the Configure step. */
export async function beginWizard(
  page: Page,
  slug: string,
  protocol: "SAML 2.0" | "OpenID Connect",
  name: string,
): Promise<void> {
  await page.goto(`/${slug}/admin/security/sso`);
  await page.getByRole("link", { name: /^(Configure single sign-on \(SSO\)|Add a connection)$/ }).click();
  await expect(page.getByRole("heading", { name: "What is affected" })).toBeVisible();
  await page.getByRole("link", { name: "Next" }).click();
  await page.getByRole("radio", { name: /Another provider/ }).check();
  await page.getByRole("radio", { name: new RegExp(protocol) }).check();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/step=configure/);
}

/** Enters the SAML simulator's values by its metadata address. */
export async function configureSaml(page: Page): Promise<void> {
  await page.getByRole("radio", { name: /Metadata address/ }).check();
  await page.getByRole("textbox", { name: "Metadata address" }).fill(lab.saml.metadataUrl);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/step=people/);
}

/** Registers our redirect URI at the OpenID simulator, as its console does, and enters its values. */
export async function configureOpenId(page: Page, clientId: string): Promise<void> {
  const redirectUri = await page
    .getByLabel(/Redirect URI/i)
    .first()
    .inputValue();
  const clientSecret = `secret of ${clientId} & + %`;
  await fetch(`${lab.openid.url}/clients`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ clientId, clientSecret, redirectUris: [redirectUri] }),
  });
  await page
    .getByLabel("Issuer or discovery URL")
    .fill(` ${lab.openid.url}/.well-known/openid-configuration `);
  await page.getByLabel("Client ID").fill(clientId);
  await page.getByLabel("Client secret", { exact: true }).fill(clientSecret);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByText("Saved. We corrected what you entered:")).toBeVisible();
  await page.getByRole("link", { name: "Continue", exact: true }).click();
  await page.waitForURL(/step=people/);
}

/** Signs in at either simulator's page as a typed person. */
export async function beSomebody(page: Page, email: string, fault = ""): Promise<void> {
  await page.getByLabel("Fault").selectOption(fault);
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Given name").fill("Nia");
  await page.getByLabel("Family name").fill("Berg");
  await page.getByRole("button", { name: "Sign in as this person" }).click();
}

/** Runs the test in its window; the window is closed again at the end. */
export async function runTest(page: Page, email: string, fault = ""): Promise<void> {
  const opened = page.waitForEvent("popup");
  await page.getByRole("button", { name: /^Test( again)?$/ }).click();
  const window = await opened;
  await beSomebody(window, email, fault);
  await window.waitForURL(/\/sso-test\//);
  await window.close();
}

/** Confirms the activation; ends on the space's sign-in page. */
export async function activate(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Activate SSO" }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await dialog.getByRole("button", { name: /Activate/ }).click();
  await page.waitForURL(/\/login/);
}

/** Turns a connection off on its page; the dialog says whom it affects. */
export async function disable(page: Page): Promise<void> {
  await page.getByRole("switch", { name: "Members can sign in" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Nobody is signed out");
  await dialog.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByText("Disabled", { exact: true }).first()).toBeVisible();
  await expect(dialog).toHaveCount(0);
}
