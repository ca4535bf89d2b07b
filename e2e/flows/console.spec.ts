import { expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectAccessible } from "../support/axe";
import { lab } from "../support/lab";
import { password } from "../support/spaces";
import { signIn } from "../support/wizard";

const slug = "desk";
const admin = `/${slug}/admin`;

async function confirm(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name }).click();
}

const asProgram = (token: string) =>
  fetch(`${lab.appUrl}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } });

test("an administrator adds a person, grants a permission, deactivates and reactivates them", async ({
  page,
}) => {
  await signIn(page, slug);
  await page.goto(`${admin}/users/new`);
  await page.getByLabel("Email address").fill("zoe@desk.example");
  await page.getByLabel("First name").fill("Zoe");
  await page.getByLabel("IT administrator").check();
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByText("Give the role admin first").first()).toBeVisible();
  await expect(page.getByLabel("First name")).toHaveValue("Zoe");
  await expectAccessible(page);
  await page.getByLabel("IT administrator").uncheck();
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Zoe" })).toBeVisible();

  await page.getByLabel("Manages single sign-on").check();
  await page.getByRole("form", { name: "Access" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It takes effect when the person next opens a page.")).toBeVisible();
  await page.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.getByRole("dialog")).toContainText("Their licence becomes free.");
  await confirm(page, "Deactivate");
  await page.getByRole("button", { name: "Reactivate" }).click();
  await expect(page.getByRole("button", { name: "Deactivate" })).toBeVisible();
});

test("the last IT administrator stays, and the screen says why", async ({ page }) => {
  await signIn(page, slug);
  await page.goto(`${admin}/users?q=admin%40desk`);
  await page.getByRole("rowheader", { name: "admin@desk.example" }).getByRole("link").click();
  await page.getByRole("checkbox", { name: "IT administrator" }).uncheck();
  await page.getByRole("form", { name: "Access" }).getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("This is the space's last IT administrator").first()).toBeVisible();
});

test("a personal token is shown once, works, and is created again after it was revoked", async ({ page }) => {
  await signIn(page, slug);
  await page.goto(`/${slug}/account`);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Create token" }).click();
  await page.waitForURL(/tokens\/new/);
  await page.getByLabel("Name", { exact: true }).fill("my script");
  await page.getByRole("button", { name: "Create token" }).click();
  await expect(page.getByText("Choose at least one scope.").first()).toBeVisible();
  await page.getByLabel(/See people and tokens/).check();
  await page.getByRole("button", { name: "Create token" }).click();
  const token = await page.getByRole("textbox", { name: "Your new token" }).inputValue();
  await expectAccessible(page);
  expect((await asProgram(token)).status).toBe(200);

  await page.getByRole("link", { name: "Done" }).click();
  await expect(page.getByRole("rowheader", { name: /my script/ })).toBeVisible();
  expect(await page.content()).not.toContain(token);
  await page.getByRole("button", { name: "Revoke my script" }).click();
  await confirm(page, "Revoke");
  await expect(page.getByText("Revoked by hand")).toBeVisible();
  expect(await (await asProgram(token)).json()).toMatchObject({ status: 401, code: "token_revoked" });
  await page.getByRole("link", { name: "Create again: my script" }).click();
  await page.waitForURL(/again=/);
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("my script");
  await expect(page.getByLabel(/See people and tokens/)).toBeChecked();
});

test("a domain is added, and removed after showing what that affects", async ({ page }) => {
  await signIn(page, slug);
  await page.goto(`${admin}/security/domains`);
  await page.getByRole("button", { name: "Add a domain" }).click();
  const name = page.getByLabel("Domain", { exact: true });
  await name.fill("gmail.com");
  await page.getByRole("button", { name: "Add domain" }).click();
  await expect(page.getByText("Anyone can have an address at this provider").first()).toBeVisible();
  await name.fill("https://Orchard.example/about");
  await page.getByRole("button", { name: "Add domain" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "orchard.example" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveValue("_gatehouse.orchard.example");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove domain" }).click();
  await expect(page.getByRole("dialog")).toContainText("Nobody in this space has an address in this domain.");
  await confirm(page, "Remove domain");
  await page.waitForURL(`${admin}/security/domains`);
  await expect(page.getByRole("link", { name: "orchard.example" })).toHaveCount(0);
});

test("two-factor is set up, shows its recovery codes once, and is turned off with one of them", async ({
  page,
}) => {
  await signIn(page, slug, "second");
  await page.goto(`/${slug}/account/two-factor`);
  await page.getByLabel("Current password").fill(password);
  await page.getByRole("button", { name: "Start" }).click();
  const key = await page.getByRole("textbox", { name: "Or enter this key by hand" }).inputValue();
  await expectAccessible(page);
  const code = new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")) }).generate();
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("Keep these recovery codes")).toBeVisible();
  const recovery =
    (await page
      .getByRole("listitem")
      .filter({ hasText: /^\w{4}-\w{4}/ })
      .first()
      .textContent()) ?? "";
  await page.getByRole("link", { name: "Done" }).click();
  await page.getByRole("link", { name: "Manage two-factor" }).click();
  await page.getByRole("button", { name: "Turn off two-factor" }).click();
  await page.getByRole("dialog").getByLabel("Current password").fill(password);
  await page.getByRole("dialog").getByRole("textbox", { name: "Code" }).fill(recovery);
  await confirm(page, "Turn off");
  await expect(page.getByRole("link", { name: "Set up two-factor" })).toBeVisible();
});

test("a new password keeps this browser signed in and ends the others", async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage();
  await signIn(other, slug, "ron");
  await signIn(page, slug, "ron");
  await page.goto(`/${slug}/account`);
  await page.getByLabel("Current password").fill(password);
  await page.getByLabel("New password").fill("walrus teapot granite");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Your account" })).toBeVisible();
  await other.goto(`/${slug}`);
  await expect(other).toHaveURL(/\/login/);
});

test("a member without permissions finds none of the administration, by menu or by address", async ({
  page,
}) => {
  await signIn(page, slug, "rea");
  await expect(page.getByRole("navigation", { name: "Console" }).getByRole("link")).toHaveText(["Home"]);
  // The former overview of the administration leads home, as it does for everybody.
  await page.goto(admin);
  await expect(page).toHaveURL(new RegExp(`/${slug}$`));
  for (const path of [
    "/users",
    "/security/tokens",
    "/security/domains",
    "/security/sessions",
    "/security/audit",
  ]) {
    expect((await page.goto(`${admin}${path}`))?.status(), path).toBe(404);
  }
  expect((await page.goto("/operator"))?.status()).toBe(404);
  expect((await page.goto("/plain"))?.status()).toBe(404);
});

test("an administrator ends a person's session, and it is in the audit log", async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage();
  await signIn(other, slug, "rea");
  await signIn(page, slug);
  await page.goto(`${admin}/security/sessions?q=rea%40desk`);
  await expectAccessible(page);
  const rows = page.getByRole("row").filter({ hasText: "rea@desk.example" });
  for (let left = await rows.count(); left > 0; left--) {
    await rows
      .first()
      .getByRole("button", { name: /^End session/ })
      .click();
    await page.getByRole("dialog").getByRole("button", { name: "End session" }).click();
    await expect(rows).toHaveCount(left - 1);
  }
  await other.goto(`/${slug}`);
  await expect(other).toHaveURL(/\/login/);
  await page.goto(`${admin}/security/audit?action=session.ended`);
  await expect(page.getByRole("row", { name: /Ended a session/ }).first()).toBeVisible();
  await expectAccessible(page);
});

test("an operator creates a space, gives it seats and an administrator, and reads the message to them", async ({
  page,
}) => {
  await page.goto("/login");
  await page.getByLabel("Email address").fill("operator@staff.example");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/login"));
  await page.goto("/operator/spaces/new");
  await page.getByLabel("Slug").fill("login");
  await page.getByLabel("Name").fill("Made by hand");
  await page.getByRole("button", { name: "Create space" }).click();
  await expect(page.getByText("one of this site's own addresses").first()).toBeVisible();
  await page.getByLabel("Slug").fill("handmade");
  await page.getByLabel("Editor").fill("3");
  await page.getByRole("button", { name: "Create space" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Made by hand" })).toBeVisible();
  await page.getByLabel("Email address").fill("first@handmade.example");
  await page.getByRole("button", { name: "Add administrator" }).click();
  await expect(page.getByText("first@handmade.example is now an administrator")).toBeVisible();
  await expectAccessible(page);
  await page.goto("/operator/outbox?q=first%40handmade");
  await page.getByRole("link", { name: "You have been added to Made by hand" }).click();
  await expect(page.getByText(`${lab.appUrl}/handmade/login`)).toBeVisible();
  await expectAccessible(page);
});
