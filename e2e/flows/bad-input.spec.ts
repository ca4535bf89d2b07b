import { expect, type Page, test } from "@playwright/test";
import { lab } from "../support/lab";
import { beginWizard, configureOpenId, signIn } from "../support/wizard";

const wrongDocuments: { shape: string; says: RegExp }[] = [
  { shape: "html", says: /web page/i },
  { shape: "sp", says: /service provider|application/i },
  { shape: "expired", says: /has expired/i },
  { shape: "no-certificate", says: /certificate/i },
  { shape: "huge", says: /more than can be accepted/i },
  { shape: "redirect", says: /169\.254\.169\.254/ },
];

test("wrong metadata is reported at its field, with nothing typed lost", async ({ page }) => {
  await signIn(page, "badinput");
  await beginWizard(page, "badinput", "SAML 2.0", "Crooked");
  for (const { shape, says } of wrongDocuments) {
    await test.step(shape, async () => {
      const url = `${lab.saml.metadataUrl}?shape=${shape}`;
      await page.getByRole("radio", { name: /Metadata address/ }).check();
      const field = page.getByRole("textbox", { name: "Metadata address" });
      await field.fill(url);
      await page.getByRole("button", { name: "Save and continue" }).click();
      // Once, at the field, which has the focus: there is no summary beside it.
      await expect(page.locator("[data-field]").filter({ has: field }).getByText(says)).toBeVisible();
      await expect(page.locator("form").getByRole("alert")).toHaveCount(0);
      await expect(field).toBeFocused();
      await expect(field).toHaveValue(url);
      await expect(field).toHaveAttribute("aria-invalid", "true");
    });
  }
  await test.step("the same by reading it first", async () => {
    await page.getByRole("button", { name: "Read it now" }).click();
    await expect(page.locator("[data-field]").getByText(/169\.254\.169\.254/)).toHaveCount(1);
    await expect(page.getByRole("textbox", { name: "Metadata address" })).toBeFocused();
  });
  await test.step("single fields: bare base64 and stray blanks are corrected, with a note", async () => {
    const xml = await (await fetch(lab.saml.metadataUrl)).text();
    const base64 = /<ds:X509Certificate>([^<]+)/.exec(xml)?.[1] ?? "";
    await page.getByRole("radio", { name: /Enter the values one by one/ }).check();
    await page.getByRole("textbox", { name: "Entity ID", exact: true }).fill(`  ${lab.saml.metadataUrl} `);
    await page.getByLabel("Login URL", { exact: true }).fill("http://idp.other.example/sso");
    const certificate = page.getByLabel("Signing certificate", { exact: true });
    await certificate.fill(base64);
    await page.getByRole("button", { name: "Save and continue" }).click();
    await expect(page.getByText(/begins with http:\/\//).first()).toBeVisible();
    await expect(certificate).toHaveValue(base64);
    await page.getByLabel("Login URL", { exact: true }).fill(`${lab.saml.url}/sso`);
    await page.getByRole("button", { name: "Save and continue" }).click();
    await expect(page.getByText("Saved. We corrected what you entered:")).toBeVisible();
  });
});

test("a provider must be chosen, and choosing one clears the error", async ({ page }) => {
  await signIn(page, "badinput");
  await page.goto("/badinput/admin/security/sso/new?step=provider");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("Choose your provider.")).toHaveCount(1);
  await expect(page.getByRole("radio", { name: "Okta" })).toBeFocused();
  await page.getByRole("radio", { name: "Keycloak" }).check();
  await expect(page.getByText("Choose your provider.")).toHaveCount(0);
});

test("a wrong issuer and a wrong client secret are each refused at their own field", async ({ page }) => {
  await signIn(page, "badinput", "second");
  await page.goto("/badinput/admin/security/sso/new?step=provider");
  // The first administrator's page is closed by now, and has released the lease if it could.
  const takeOver = page.getByRole("button", { name: "Take over" });
  const choice = page.getByRole("radio", { name: /Another provider/ });
  await expect(takeOver.or(choice)).toBeVisible();
  if (await takeOver.isVisible()) await takeOver.click();
  await choice.check();
  await page.getByRole("radio", { name: /OpenID Connect/ }).check();
  await page.getByLabel("Name", { exact: true }).fill("Crooked OpenID");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/step=configure/);
  await page.getByLabel("Client ID").fill("gatehouse-demo");
  await page.getByLabel("Client secret", { exact: true }).fill("not the secret");
  for (const issuer of [`${lab.openid.url}/faulty/other_issuer`, "https://localhost:1/"]) {
    await page.getByLabel("Issuer or discovery URL").fill(issuer);
    await page.getByRole("button", { name: "Save and continue" }).click();
    await expect(page.getByLabel("Issuer or discovery URL")).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByLabel("Client ID")).toHaveValue("gatehouse-demo");
  }
});

test("corrections are shown even if the page is read again while they are saved", async ({ page }) => {
  await signIn(page, "badinput");
  await beginWizard(page, "badinput", "OpenID Connect", "Meanwhile");
  // What the page asks on opening arrives after the save, and says that the page is out of date.
  const asks = await holdUntilSaved(page);
  await page.reload();
  await configureOpenId(page, "meanwhile");
  expect(asks.outdated()).toBe(true);
});

/** Holds a step's opening request until its form is saved, and the answer to the form until that request is answered. */
async function holdUntilSaved(page: Page): Promise<{ outdated: () => boolean }> {
  const outdated = { value: false };
  const saved = gate();
  const answered = gate();
  await page.route("**/admin/security/sso/lease", async (route) => {
    if (!route.request().postData()?.includes("intent=open")) return route.continue();
    await saved.opened;
    const response = await route.fetch();
    outdated.value = ((await response.json()) as { stale?: boolean }).stale === true;
    await route.fulfill({ response });
    answered.open();
  });
  await page.route(/step=configure/, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const response = await route.fetch();
    saved.open();
    await answered.opened;
    await page.waitForTimeout(500);
    await route.fulfill({ response });
  });
  return { outdated: () => outdated.value };
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
