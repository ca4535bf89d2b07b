import { expect, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { connectSaml } from "../support/connect";
import { beSomebody, disable, signIn } from "../support/wizard";

test("without a free licence a new person is refused with the reason, and the operator's outbox has the notice", async ({
  page,
  browser,
}) => {
  const { reference } = await connectSaml("full");
  await page.goto(`/full/sso/${reference}`);
  await beSomebody(page, "nia@full.example");
  await expect(page.getByText(/All licences of this space are in use/)).toBeVisible();
  await expect(page.getByText(/att_[a-z0-9]+/).first()).toBeVisible();
  await expectAccessible(page);

  const operator = await (await browser.newContext()).newPage();
  await signIn(operator, "staff", "operator");
  await operator.goto("/operator/outbox");
  await expect(operator.getByText("No licence left in A full space").first()).toBeVisible();
  await operator.context().close();
});

test("a connection disabled while somebody is at the provider refuses them", async ({ page, browser }) => {
  const { reference } = await connectSaml("midway");
  await page.goto(`/midway/sso/${reference}`);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, "midway");
  await admin.goto("/midway/admin/security/sso");
  await admin.getByRole("link", { name: "Simulator", exact: true }).first().click();
  await disable(admin);

  await beSomebody(page, "nia@midway.example");
  await expect(page.getByText(/turned off for this space/)).toBeVisible();
  await page.goto("/midway/account");
  await expect(page).toHaveURL(/\/midway\/login/);
  await admin.context().close();
});

test("a space without the option explains it, on the page, at the wizard's address and in the API", async ({
  page,
}) => {
  await signIn(page, "plain");
  for (const address of ["/plain/admin/security/sso", "/plain/admin/security/sso/new"]) {
    await page.goto(address);
    await expect(page.getByText(/account manager/i).first()).toBeVisible();
  }
  await expectAccessible(page);
});

test("the same test address twice, and an unknown one, start nothing", async ({ page }) => {
  await page.goto("/api/sso/test/unknown-secret-that-names-no-run");
  await expect(page.getByRole("heading", { name: /nothing at this address/i })).toBeVisible();
});
