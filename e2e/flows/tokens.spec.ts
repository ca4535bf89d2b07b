import { expect, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { connectSaml } from "../support/connect";
import { lab } from "../support/lab";
import { signIn } from "../support/wizard";

const me = (token: string) =>
  fetch(`${lab.appUrl}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });

test("activation ends every token of the space; the pages list them with “Create again”", async ({
  page,
}) => {
  await signIn(page, "tokens");
  await page.goto("/tokens/account/tokens/new");
  await page.getByLabel("Name").fill("my laptop");
  await page.getByRole("checkbox").first().check();
  await page.getByRole("button", { name: /Create/ }).click();
  const shown = page
    .getByText(/ghp_[A-Za-z0-9_-]{20,}/)
    .or(page.locator("input[value^='ghp_']"))
    .first();
  await expect(shown).toBeVisible();
  const token = (await shown.inputValue().catch(() => null)) ?? (await shown.textContent()) ?? "";
  expect(await me(token)).toMatchObject({ status: 200 });

  await connectSaml("tokens");
  const dead = await me(token);
  expect(dead.status).toBe(401);
  expect(await dead.json()).toMatchObject({ detail: expect.stringContaining("Simulator") });

  await page.goto("/tokens/account");
  await expect(page.getByText("Ended by activation").first()).toBeVisible();
  await expect(page.getByRole("link", { name: /Create again/ }).first()).toBeVisible();
  await page.goto("/tokens/admin/security/tokens");
  await expect(page.getByText("Ended by activation").first()).toBeVisible();
  await expect(page.getByRole("link", { name: /Create again/ }).first()).toBeVisible();
  await expectAccessible(page);
});
