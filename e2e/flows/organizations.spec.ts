import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { password } from "../support/spaces";
import {
  activate,
  beginWizard,
  beSomebody,
  configureSaml,
  disable,
  runTest,
  signIn,
} from "../support/wizard";

const owner = "org-owner";
const guest = "org-guest";

async function organizations(page: Page, slug: string): Promise<void> {
  await page.goto(`/${slug}/admin/organizations`);
  await expect(page.getByRole("heading", { name: "Organizations", level: 1 })).toBeVisible();
}
/** The table; the filter above it has options of the same words, and the switcher of spaces links of the same names. */
const list = (page: Page) => page.getByRole("region", { name: "Organizations" });
async function openOwner(page: Page): Promise<void> {
  await list(page).getByRole("link", { name: "The owner", exact: true }).click();
}
async function ask(page: Page, slug: string): Promise<void> {
  await page.getByLabel("Address of the other space").fill(slug);
  await page.getByRole("button", { name: "Ask for it" }).click();
}
/** The row of the request. */
function request(page: Page, slug: string) {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: slug, exact: true }) });
}
async function confirm(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await dialog.getByRole("button", { name: button }).click();
}

test("an organization serves two spaces: requested, accepted, connected by a sign-in, disabled separately, unlinked", async ({
  page: ours,
  browser,
}) => {
  const theirs = await (await browser.newContext()).newPage();
  const person = await (await browser.newContext()).newPage();

  await test.step("the owning space has an active connection", async () => {
    await signIn(ours, owner);
    await beginWizard(ours, owner, "SAML 2.0", "Shared directory");
    await configureSaml(ours);
    await ours.getByRole("button", { name: "Save and continue" }).click();
    await ours.waitForURL(/step=test/);
    await runTest(ours, `nia@${owner}.example`);
    await expect(ours.getByText("The test has passed", { exact: true })).toBeVisible();
    await activate(ours);
    await signIn(ours, owner);
  });

  await test.step("the other space requests a link; a space that does not exist looks the same", async () => {
    await signIn(theirs, guest);
    await organizations(theirs, guest);
    await theirs.getByRole("link", { name: "Requested" }).click();
    for (const slug of ["nobody-there", owner]) {
      await ask(theirs, slug);
      await expect(request(theirs, slug)).toContainText("Waiting for an answer");
    }
    await theirs.getByRole("searchbox").fill("nobody");
    await theirs.getByRole("searchbox").press("Enter");
    await expect(request(theirs, owner)).toHaveCount(0);
    await expect(request(theirs, "nobody-there")).toBeVisible();
    await expectAccessible(theirs);
  });

  await test.step("the owning space declines; the other one sees it, and requests again", async () => {
    await organizations(ours, owner);
    await expect(ours.getByText("1 waiting for your answer")).toBeVisible();
    await openOwner(ours);
    await ours.getByRole("button", { name: "Decline The guest" }).click();
    await confirm(ours, "Decline");
    await expect(ours.getByText("No other spaces")).toBeVisible();
    await theirs.goto(`/${guest}/admin/organizations/requests`);
    await expect(request(theirs, owner)).toContainText("Declined");
    await ask(theirs, owner);
    await expect(request(theirs, owner)).toContainText("Waiting for an answer");
  });

  await test.step("the owning space accepts", async () => {
    await ours.reload();
    await ours.getByRole("button", { name: "Agree to The guest" }).click();
    await confirm(ours, "Agree");
    await expect(ours.getByText("Agreed, not connected")).toBeVisible();
  });

  await test.step("Connect organization runs a real sign-in and signs the administrator out", async () => {
    await organizations(theirs, guest);
    await openOwner(theirs);
    await theirs.getByRole("button", { name: "Connect organization through Shared directory" }).click();
    await confirm(theirs, "Continue to sign-in");
    await beSomebody(theirs, `someone@${owner}.example`);
    await theirs.waitForURL(new RegExp(`/${guest}/login`));
    await signIn(theirs, guest);
    await organizations(theirs, guest);
    await expect(list(theirs).getByText("Connected", { exact: true })).toBeVisible();
  });

  await test.step("one sign-in gives access to both spaces", async () => {
    await person.goto(`/${owner}/account`);
    await person.getByRole("link", { name: /Shared directory/ }).click();
    await beSomebody(person, `new@${owner}.example`);
    await expect(person).toHaveURL(new RegExp(`/${owner}/account`));
    await person.goto(`/${guest}`);
    await expect(person).toHaveURL(new RegExp(`/${guest}$`));
    await person.getByRole("button", { name: /switch space/ }).click();
    await expect(person.getByRole("menuitem", { name: "The owner" })).toBeVisible();
    await person.keyboard.press("Escape");
  });

  await test.step("disabling in one space leaves the other unchanged", async () => {
    await theirs.goto(`/${guest}/admin/security/sso`);
    await theirs.getByRole("link", { name: "Shared directory", exact: true }).first().click();
    await disable(theirs);
    const late = await (await browser.newContext()).newPage();
    await late.goto(`/${guest}/sso/shared-directory`);
    await expect(late.getByText(/turned off for this space/)).toBeVisible();
    await late.goto(`/${owner}/account`);
    await late.getByRole("link", { name: /Shared directory/ }).click();
    await beSomebody(late, `late@${owner}.example`);
    await expect(late).toHaveURL(new RegExp(`/${owner}/account`));
    await late.context().close();
  });

  await test.step("unlinking removes the sign-in option and says what it affects", async () => {
    await organizations(theirs, guest);
    await openOwner(theirs);
    await theirs.getByRole("button", { name: "Unlink" }).click();
    await expect(theirs.getByText("1 sign-in option is removed from this space.")).toBeVisible();
    await confirm(theirs, "Unlink");
    await theirs.waitForURL(new RegExp(`/${guest}/login`));
    await expect(theirs.getByRole("link", { name: /Shared directory/ })).toHaveCount(0);
    await ours.reload();
    await expect(ours.getByText("No other spaces")).toBeVisible();
  });

  await test.step("the owning space ends a link from its side", async () => {
    await signIn(theirs, guest);
    await theirs.goto(`/${guest}/admin/organizations/requests`);
    await ask(theirs, owner);
    await expect(request(theirs, owner)).toContainText("Waiting for an answer");
    await ours.reload();
    await ours.getByRole("button", { name: "Agree to The guest" }).click();
    await confirm(ours, "Agree");
    await ours.getByRole("button", { name: "Unlink The guest" }).click();
    await expect(ours.getByText("The guest can no longer connect The owner.")).toBeVisible();
    await confirm(ours, "Unlink");
    await expect(ours.getByText("No other spaces")).toBeVisible();
    await organizations(theirs, guest);
    await expect(list(theirs).getByRole("link", { name: "The owner" })).toHaveCount(0);
  });
  await theirs.context().close();
  await person.context().close();
});

test("a password user becomes SSO only, is notified once, and can get the password back", async ({
  page,
  browser,
}) => {
  const slug = "sso-only";
  const person = await (await browser.newContext()).newPage();

  await signIn(page, slug);
  await beginWizard(page, slug, "SAML 2.0", "Directory");
  await configureSaml(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/step=test/);
  await runTest(page, `pat@${slug}.example`);
  await expect(page.getByText("The test has passed", { exact: true })).toBeVisible();
  await activate(page);
  await signIn(page, slug);

  await test.step("notified on screen, once", async () => {
    await person.goto(`/${slug}/account`);
    await person.getByRole("link", { name: /Directory/ }).click();
    await beSomebody(person, `pat@${slug}.example`);
    await expect(
      person.getByRole("heading", { name: "You sign in through your organization from now on" }),
    ).toBeVisible();
    await person.getByRole("link", { name: "Continue" }).click();
    await expect(person).toHaveURL(new RegExp(`/${slug}/account`));
  });

  await test.step("the password opens nothing any more", async () => {
    const other = await (await browser.newContext()).newPage();
    await other.goto(`/${slug}/login`);
    await other.getByLabel("Email address").fill(`pat@${slug}.example`);
    await other.getByLabel("Password", { exact: true }).fill(password);
    await other.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(other.getByText(/are not accepted here/)).toBeVisible();
    await other.context().close();
  });

  await test.step("an administrator sees it and restores the password", async () => {
    await page.goto(`/${slug}/admin/users?q=pat`);
    await expect(page.getByText("Single sign-on only").first()).toBeVisible();
    await page.getByRole("link", { name: "Nia Berg" }).first().click();
    await page.getByRole("button", { name: "Allow a password again" }).click();
    await confirm(page, "Allow a password again");
    await expect(page.getByText("None: signs in through single sign-on only")).toHaveCount(0);
  });

  await test.step("a person who manages the integrations of every space reached keeps the password", async () => {
    const second = await (await browser.newContext()).newPage();
    await second.goto(`/${slug}/account`);
    await second.getByRole("link", { name: /Directory/ }).click();
    await beSomebody(second, `second@${slug}.example`);
    await expect(second).toHaveURL(new RegExp(`/${slug}/account`));
    await second.context().close();
  });
  await person.context().close();
});
