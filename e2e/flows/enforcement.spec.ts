import { expect, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { connectSaml } from "../support/connect";
import { password } from "../support/spaces";
import { beSomebody, signIn } from "../support/wizard";

const slug = "enforced";
const settings = `/${slug}/admin/security/sign-in`;

test("only IT administrators may use passwords once emergency access is proved, and everybody after the change back", async ({
  page,
  browser,
}) => {
  await signIn(page, slug);
  await page.goto(settings);
  await expect(page.getByText(/No connection is active, so only/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Allow IT administrators only" })).toBeDisabled();
  await expectAccessible(page);

  await connectSaml(slug);
  await page.goto(settings);
  await expect(page.getByText("Proved").first()).toBeVisible();
  await page.getByRole("button", { name: "Allow IT administrators only" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(/can no longer sign in with a password/);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Require single sign-on" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "IT administrators only" })).toBeVisible();
  await expect(page.getByText("Robin Marsh").first()).toBeVisible();

  const second = await (await browser.newContext()).newPage();
  await second.goto(`/${slug}/login`);
  await second.getByText("IT administrators", { exact: true }).click();
  await second.getByLabel("Email address").fill(`second@${slug}.example`);
  await second.getByLabel("Password", { exact: true }).fill(password);
  await second.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(second.getByText(/are not accepted here/).first()).toBeVisible();
  await second.context().close();

  await page.goto(`/${slug}/admin/security/sso`);
  await expect(page.getByRole("heading", { name: "Require single sign-on: on" })).toBeVisible();
  await page.getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByRole("dialog")).toContainText(/2 of 2 people have a password/);
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "Simulator", exact: true }).first().click();
  await page.getByRole("switch", { name: "Members can sign in" }).click();
  await expect(page.getByRole("dialog")).toContainText(/1 person cannot sign in at all/);
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();

  await page.goto(settings);
  await page.getByRole("button", { name: "Allow passwords for everyone" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Allow passwords" }).click();
  await expect(page.getByText("Everyone who has one")).toBeVisible();
});

test("a refused person's reference opens that very sign-in for an administrator, with the cause and where to fix it", async ({
  page,
  browser,
}) => {
  const { reference } = await connectSaml("logbook");
  await page.goto(`/logbook/sso/${reference}`);
  await beSomebody(page, "nia@elsewhere.example");
  const attempt = (
    await page
      .getByText(/att_[a-z0-9]+/)
      .first()
      .textContent()
  )?.match(/att_[a-z0-9]+/)?.[0];

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, "logbook");
  await admin.goto(`/logbook/admin/security/sign-ins?q=${attempt}`);
  await expectAccessible(admin);
  await admin.getByRole("rowheader").getByRole("link").click();
  await admin.waitForURL(/\/sign-ins\/att_/);
  await expect(admin.getByText("elsewhere.example").first()).toBeVisible();
  await expect(admin.getByText("Who fixes it").first()).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole("link", { name: "Add or verify the domain" }).click();
  await expect(admin).toHaveURL(/\/logbook\/admin\/security\/domains/);

  const file = await admin.request.get("/logbook/admin/security/sign-ins/export?format=csv&outcome=refused");
  expect(file.headers()["content-type"]).toContain("text/csv");
  expect(await file.text()).toContain(String(attempt));
  await admin.context().close();
});
