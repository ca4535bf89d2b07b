import { expect, type Page, test } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "../support/axe";
import { connectSaml } from "../support/connect";
import { lab } from "../support/lab";
import { password } from "../support/spaces";
import { beSomebody, signIn } from "../support/wizard";

const { url: notes } = lab.notes;

const aSquare = () =>
  sharp({ create: { width: 96, height: 96, channels: 3, background: "#b4451a" } })
    .png()
    .toBuffer();

/** Signs in to the example application as a person of the space, through the simulator. */
async function signInToNotes(page: Page, slug: string, email: string): Promise<void> {
  await page.goto(`${notes}/sign-in?organization=${slug}`);
  await expect(page.getByRole("heading", { name: "Sign in to Acme Notes" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: /Continue with Simulator/ }).click();
  await beSomebody(page, email);
  await page.waitForURL(`${notes}/`);
}

test("a person of a SAML space signs in to an application, and a deactivated one is signed out of it", async ({
  page,
  browser,
}) => {
  const slug = "notes-saml";
  await connectSaml(slug);
  await signInToNotes(page, slug, `nia@${slug}.example`);
  await expect(page.getByRole("heading", { name: "Hello, Nia" })).toBeVisible();
  await expect(page.getByText("Notes by SAML", { exact: true })).toBeVisible();
  await expect(page.getByText("reader", { exact: true })).toBeVisible();

  // Signed in already: no page in between.
  const second = await page.context().newPage();
  await second.goto(`${notes}/sign-in?organization=${slug}`);
  await expect(second).toHaveURL(`${notes}/`);

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, slug);
  await admin.goto(`/${slug}/admin/users?q=nia`);
  await admin.getByRole("link", { name: /Nia Berg/ }).click();
  await admin.getByRole("button", { name: "Deactivate" }).first().click();
  await admin
    .getByRole("dialog")
    .or(admin.getByRole("alertdialog"))
    .getByRole("button", { name: /Deactivate/ })
    .click();
  await expect
    .poll(
      async () => {
        await page.reload();
        return page.getByText("You are not signed in.").isVisible();
      },
      { timeout: 30_000 },
    )
    .toBe(true);
});

test("the tile on the home page starts the application, and signing out there signs out here", async ({
  page,
}) => {
  const slug = "notes-openid";
  await signIn(page, slug);
  await page.goto(`/${slug}`);
  await page.getByRole("link", { name: "Acme Notes" }).click();
  await page.waitForURL(`${notes}/`);
  await expect(page.getByText("Notes by OpenID", { exact: true })).toBeVisible();
  await expect(page.getByText("admin", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Sign out" }).click();
  await page.waitForURL(`${notes}/`);
  await expect(page.getByText("You are not signed in.")).toBeVisible();
  await page.goto(`/${slug}`);
  await expect(page).toHaveURL(new RegExp(`/${slug}/login`));

  // By password at the space's own page, on to the application.
  await page.goto(`${notes}/sign-in?organization=${slug}&login_hint=admin@${slug}.example`);
  await expect(page.getByLabel("Email address")).toHaveValue(`admin@${slug}.example`);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${notes}/`);
  await expect(page.getByText("Notes by OpenID", { exact: true })).toBeVisible();
});

test("going back is reported by the application", async ({ page }) => {
  await page.goto(`${notes}/sign-in?organization=notes-openid`);
  await page.getByRole("link", { name: "Back to Acme Notes" }).click();
  await expect(page.getByRole("heading", { name: "You were not signed in" })).toBeVisible();
});

test("an operator creates an application, sees its secret once, and removes it", async ({ page }) => {
  await signIn(page, "staff", "operator");
  await page.goto("/operator/applications/new");
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("Wiki");
  await page.getByLabel("Redirect URIs", { exact: true }).fill("http://wiki.example/callback");
  await page.getByRole("button", { name: "Create application" }).click();
  await expect(page.getByText(/must begin with https/).first()).toBeVisible();
  await page.getByLabel("Redirect URIs", { exact: true }).fill("https://wiki.example/callback");
  await page.getByRole("button", { name: "Create application" }).click();
  await expect(page.getByRole("textbox", { name: "Client secret", exact: true })).toHaveValue(/^ghs_/);
  await page.getByRole("link", { name: "Done" }).click();
  await page.getByRole("link", { name: "Wiki" }).click();
  await expect(page.getByRole("heading", { name: "Wiki", level: 1 })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Create another secret" }).click();
  await expect(page.getByRole("dialog")).toContainText("works for 24 more hours");
  await page.getByRole("dialog").getByRole("button", { name: "Create secret" }).click();
  await expect(page.getByRole("textbox", { name: "New client secret" })).toHaveValue(/^ghs_/);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await expect(page.getByLabel("Redirect URIs", { exact: true })).toHaveValue(
    "https://wiki.example/callback",
  );
  await expectAccessible(page);
  await page.getByRole("button", { name: "Remove application" }).click();
  const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"));
  await dialog.getByRole("textbox").fill("Wiki");
  await dialog.getByRole("button", { name: "Remove application" }).click();
  await expect(page).toHaveURL(/\/operator\/applications$/);
});

test("an operator chooses who can use an application in a space, and its administrators see it", async ({
  page,
  browser,
}) => {
  const slug = "notes-openid";
  await signIn(page, "staff", "operator");
  await page.goto("/operator/applications");
  await page.getByRole("link", { name: "Acme Notes" }).click();
  await page.getByRole("link", { name: "Who can use it" }).click();
  await expect(page.getByRole("heading", { name: "Who can use it, by space" })).toBeVisible();
  await page.getByRole("button", { name: "Choose people in a space" }).click();
  const search = page.getByRole("combobox", { name: "Space", exact: true });
  await search.fill("nowhere");
  await expect(page.getByText("No space matches “nowhere”.")).toBeVisible();
  await page.getByRole("button", { name: "Choose roles and teams" }).click();
  await expect(page.getByText("Choose a space.").first()).toBeVisible();
  // By keyboard alone.
  await search.fill(slug);
  await expect(page.getByRole("option")).toHaveCount(1);
  await search.press("Enter");
  await expect(page.getByRole("button", { name: "Remove Notes by OpenID" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Choose roles and teams" }).click();
  await expect(page.getByRole("heading", { name: /^Acme Notes in / })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("checkbox", { name: /Administrators/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.").first()).toBeVisible();

  const admin = await (await browser.newContext()).newPage();
  await signIn(admin, slug);
  await admin.goto(`/${slug}/admin/applications`);
  await expect(admin.getByRole("row", { name: /Acme Notes/ })).toContainText("Administrators");
  await expectAccessible(admin);

  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page
    .getByRole("dialog")
    .or(page.getByRole("alertdialog"))
    .getByRole("button", { name: "Remove" })
    .click();
  await expect(page).toHaveURL(/\/operator\/applications\/app_/);
  await admin.reload();
  await expect(admin.getByRole("row", { name: /Acme Notes/ })).toContainText("Everyone");
});

test("an operator opens an application to chosen spaces, and gives it a logo that people see", async ({
  page,
  browser,
}) => {
  const slug = "notes-openid";
  await signIn(page, "staff", "operator");
  await page.goto("/operator/applications/new");
  await page.getByLabel("Name", { exact: true }).fill("Chart Room");
  await page.getByLabel("Redirect URIs", { exact: true }).fill("https://charts.example/callback");
  await page.getByRole("radio", { name: /Chosen spaces/ }).check();
  await page.getByText("Advanced settings").click();
  await page.getByLabel(/^Home page/).fill("https://charts.example/");
  await page.getByRole("button", { name: "Create application" }).click();
  await page.getByRole("link", { name: "Done" }).click();
  await page.getByRole("link", { name: "Chart Room" }).click();
  await page.getByRole("link", { name: "Who can use it" }).click();
  await expect(page.getByText("Nobody can sign in to it yet")).toBeVisible();
  await page.getByRole("button", { name: "Add spaces" }).click();
  const search = page.getByRole("combobox", { name: "Spaces", exact: true });
  await search.fill(slug);
  await expect(page.getByRole("option")).toHaveCount(1);
  await search.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByRole("row", { name: /Notes by OpenID/ })).toContainText("everyone");

  await page.getByRole("link", { name: "Settings", exact: true }).click();
  const file = page.getByLabel(/^(Logo|Another logo)$/);
  await file.setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg/>") });
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByText(/SVG files can carry scripts/).first()).toBeVisible();
  await file.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: await aSquare() });
  await page.getByRole("button", { name: "Upload" }).click();
  await expect(page.getByRole("list", { name: "The current logo" })).toBeVisible();
  await expectAccessible(page);

  const member = await (await browser.newContext()).newPage();
  await signIn(member, slug);
  await member.goto(`/${slug}`);
  const picture = member.getByRole("link", { name: "Chart Room" }).locator("img");
  await expect(picture).toHaveAttribute("src", /^\/api\/brand\/application\/app_\w+\/[0-9a-f]{64}$/);
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);

  await page.getByRole("button", { name: "Remove logo" }).click();
  await page
    .getByRole("dialog")
    .or(page.getByRole("alertdialog"))
    .getByRole("button", { name: "Remove logo" })
    .click();
  await expect(page.getByRole("list", { name: "The current logo" })).toBeHidden();
  await member.reload();
  await expect(member.getByRole("link", { name: "Chart Room" }).locator("img")).toHaveCount(0);
});

test("an operator creates a token for the backend, which opens its own addresses until it is revoked", async ({
  page,
  request,
}) => {
  await signIn(page, "staff", "operator");
  await page.goto("/operator/tokens/new");
  await expectAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("Provisioning");
  await page.getByRole("checkbox", { name: /See customers/ }).check();
  await page.getByRole("button", { name: "Create token" }).click();
  const field = page.getByRole("textbox", { name: "Your new operator token" });
  await expect(field).toHaveValue(/^gho_/);
  const headers = { authorization: `Bearer ${await field.inputValue()}` };
  const status = async (path: string) => (await request.get(path, { headers })).status();
  expect(await status("/api/v1/spaces")).toBe(200);
  expect(await status("/api/v1/applications")).toBe(403);
  await page.getByRole("link", { name: "Done" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Revoke Provisioning" }).click();
  await page
    .getByRole("dialog")
    .or(page.getByRole("alertdialog"))
    .getByRole("button", { name: "Revoke" })
    .click();
  await expect(page.getByText("Revoked", { exact: true })).toBeVisible();
  expect(await status("/api/v1/spaces")).toBe(401);
});
