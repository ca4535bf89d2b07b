import { expect, test } from "@playwright/test";
import { lab } from "../support/lab";
import { beginWizard, signIn } from "../support/wizard";

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
