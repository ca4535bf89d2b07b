import { expect, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectAccessible } from "../support/axe";
import { connectSaml } from "../support/connect";
import { password } from "../support/spaces";
import { beSomebody, signIn } from "../support/wizard";

const slug = "renamed";
const admin = `/${slug}/admin`;

test("a company's domain gets a new name: people are moved with everything that is theirs", async ({
  page,
  browser,
}) => {
  const { reference } = await connectSaml(slug);
  const theirs = await (await browser.newContext()).newPage();
  await theirs.goto(`/${slug}/sso/${reference}`);
  await beSomebody(theirs, `nia@${slug}.example`);
  await expect(theirs).toHaveURL(new RegExp(`/${slug}$`));

  await signIn(page, slug);
  await page.goto(`${admin}/users?q=nia`);
  await page.getByRole("link", { name: "Nia Berg" }).click();
  await page.waitForURL(/\/users\/user_/);
  const card = page.url();

  await page.goto(`${admin}/security/domains?q=${slug}.example`);
  await page.getByRole("link", { name: `${slug}.example`, exact: true }).click();
  await page.getByRole("link", { name: "Change addresses" }).click();
  await page.getByRole("link", { name: "new-name.example" }).click();
  await expect(page.getByText("3 people get a new address; 0 keep the old one.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Change addresses" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("3 people get an address at new-name.example");
  await dialog.getByRole("button", { name: "Change addresses" }).click();
  await page.waitForURL(/\/users$/);

  await theirs.goto(`/${slug}/account`);
  await expect(theirs.getByText("nia@new-name.example").first()).toBeVisible();
  await theirs.context().clearCookies();
  await theirs.goto("/login");
  await theirs.getByLabel("Email address").fill("nia@new-name.example");
  await theirs.getByRole("button", { name: "Continue", exact: true }).click();
  await beSomebody(theirs, "nia@new-name.example");
  await expect(theirs).toHaveURL(new RegExp(`/${slug}$`));
  await page.goto(`${admin}/users?q=nia`);
  await expect(page.getByText("1 member", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Nia Berg" }).click();
  await expect(page).toHaveURL(card);
  await theirs.context().close();
});

test("a space requires two-factor of passwords: nothing opens before it is set up, and single sign-on is exempt", async ({
  page,
  browser,
}) => {
  const where = "second-factor";
  const { reference } = await connectSaml(where);
  const reader = await (await browser.newContext()).newPage();
  await signIn(reader, where, "rea");
  await expect(reader).toHaveURL(new RegExp(`/${where}$`));

  await signIn(page, where);
  await page.goto(`/${where}/admin/security/sign-in`);
  await page.getByRole("checkbox", { name: "Two-factor is required" }).check();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  // It applies to the person who has saved it too.
  await expect(page).toHaveURL(/account\?duty=two_factor/);
  await page.goto(`/${where}/admin/users`);
  await expect(page).toHaveURL(/account\?duty=two_factor/);

  await reader.goto(`/${where}`);
  await expect(reader).toHaveURL(/account\?duty=two_factor/);
  await expect(reader.getByText("Turn on two-factor sign-in")).toBeVisible();
  await expectAccessible(reader);
  await reader.getByRole("link", { name: "Set up two-factor" }).click();
  // The account page has a field of the same name.
  await expect(reader).toHaveURL(/\/account\/two-factor$/);
  await reader.getByLabel("Current password").fill(password);
  await reader.getByRole("button", { name: "Start" }).click();
  const key = await reader.getByRole("textbox", { name: "Or enter this key by hand" }).inputValue();
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")) });
  await reader.getByRole("textbox", { name: "Code" }).fill(totp.generate());
  await reader.getByRole("button", { name: "Turn on" }).click();
  await reader.getByRole("link", { name: "Done" }).click();
  await reader.goto(`/${where}`);
  await expect(reader).toHaveURL(new RegExp(`/${where}$`));

  await reader.context().clearCookies();
  await reader.goto(`/${where}/login`);
  await reader.getByLabel("Email address").fill(`rea@${where}.example`);
  await reader.getByLabel("Password", { exact: true }).fill(password);
  await reader.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(reader.getByRole("textbox", { name: "Code" })).toBeVisible();
  await reader.getByRole("textbox", { name: "Code" }).fill("000000");
  await reader.getByRole("button", { name: /Sign in|Continue/ }).click();
  await expect(reader.getByText(/code/i).first()).toBeVisible();
  await expect(reader).toHaveURL(/\/login\/code/);

  await reader.context().clearCookies();
  await reader.goto(`/${where}/sso/${reference}`);
  await beSomebody(reader, `ola@${where}.example`);
  await expect(reader).toHaveURL(new RegExp(`/${where}$`));
  await reader.context().close();
});
