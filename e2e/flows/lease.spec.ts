import { expect, test } from "@playwright/test";
import { lab } from "../support/lab";
import { beginWizard, signIn } from "../support/wizard";

test("one administrator edits at a time: the second sees who, takes over, and the first can no longer save", async ({
  page,
  browser,
}) => {
  await signIn(page, "lease");
  await beginWizard(page, "lease", "SAML 2.0", "Shared");
  const address = page.url();
  await page.getByRole("radio", { name: /Metadata address/ }).check();
  await page.getByRole("textbox", { name: "Metadata address" }).fill(lab.saml.metadataUrl);

  const second = await (await browser.newContext()).newPage();
  await signIn(second, "lease", "second");
  await second.goto(address);
  await expect(second.getByText(/Robin Marsh is editing the SSO settings/)).toBeVisible();
  await second.getByRole("button", { name: "Take over" }).click();
  await expect(second.getByRole("button", { name: "Save and continue" })).toBeVisible();

  await page.getByRole("button", { name: "Save and continue" }).click();
  await expect(page.getByText(/took over editing|is editing the SSO settings/).first()).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Metadata address" })).toHaveValue(lab.saml.metadataUrl);

  await second.getByRole("radio", { name: /Metadata address/ }).check();
  await second.getByRole("textbox", { name: "Metadata address" }).fill(lab.saml.metadataUrl);
  await second.getByRole("button", { name: "Save and continue" }).click();
  await second.waitForURL(/step=people/);
  await second.context().close();
});

test("the wizard resumes where it was left, and every step survives a reload and the back button", async ({
  page,
}) => {
  await signIn(page, "lease");
  await page.goto("/lease/admin/security/sso");
  await page.getByRole("link", { name: "Shared", exact: true }).first().click();
  await page
    .getByRole("link", { name: /Continue|Edit/ })
    .first()
    .click();
  const takeOver = page.getByRole("button", { name: "Take over" });
  await expect(takeOver.or(page.getByRole("button", { name: "Save and continue" }).first())).toBeVisible();
  if (await takeOver.isVisible()) await takeOver.click();
  for (const step of ["prepare", "provider", "configure", "people", "test"]) {
    const url = new URL(page.url());
    url.searchParams.set("step", step);
    await page.goto(url.href);
    await page.reload();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Shared");
    await expect(page.getByText("Something went wrong")).toHaveCount(0);
  }
  await page.goBack();
  await expect(page).toHaveURL(/step=people/);
  await expect(page.getByRole("button", { name: "Save and continue" })).toBeVisible();
});
