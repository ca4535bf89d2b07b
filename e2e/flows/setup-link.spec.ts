import { type Browser, expect, type Page, test } from "@playwright/test";
import { apiOf } from "../support/api";
import { expectAccessible } from "../support/axe";
import { lab } from "../support/lab";
import { beginTool, configureTool, testTool } from "../support/tool";
import { beginWizard, runTest, signIn } from "../support/wizard";

const slug = "from-outside";

/** The page of the connection where the wizard was left. */
async function openConnection(page: Page, name: string, space = slug): Promise<void> {
  await page.goto(`/${space}/admin/security/sso`);
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await page.getByRole("link", { name: "Settings", exact: true }).click();
  await page.waitForURL(/tab=settings/);
}

/** Creates a link on the connection's page; returns its address. */
async function createLink(page: Page, recipient: string, renew = false): Promise<string> {
  await page.getByRole("button", { name: "Create setup link" }).click();
  const dialog = page.getByRole("dialog");
  if (renew) await dialog.getByRole("radio", { name: /Renew only/ }).check();
  await dialog.getByLabel("Recipient").fill(recipient);
  await dialog.getByLabel("Email it to this address with instructions").check();
  await dialog.getByRole("button", { name: "Create link" }).click();
  const url = await dialog.getByRole("textbox", { name: "Setup link" }).inputValue();
  // No mail server is set in these flows, and nothing else is promised.
  await expect(dialog.getByText(`the email to ${recipient} waits in the operator's outbox`)).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  return url;
}

/** The browser of an outsider, who has no user here. */
async function outside(browser: Browser): Promise<Page> {
  return (await browser.newContext()).newPage();
}

test("an outside administrator sets a provider up by a link, watched from inside, and cannot activate", async ({
  page,
  browser,
}) => {
  await signIn(page, slug);
  await beginWizard(page, slug, "SAML 2.0", "Outside provider");
  await openConnection(page, "Outside provider");
  const url = await createLink(page, "it@outside.example");
  const theirs = await outside(browser);

  await test.step("a scanner that opens the link changes nothing", async () => {
    for (const method of ["GET", "HEAD"]) {
      const answer = await fetch(url, { method });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("referrer-policy")).toContain("no-referrer");
      expect(answer.headers.get("set-cookie") ?? "").not.toContain("setup");
    }
    await page.reload();
    await expect(page.getByText("Not opened")).toBeVisible();
  });

  await test.step("the button opens the work", async () => {
    await theirs.goto(url);
    await expect(theirs.getByRole("heading", { name: "Set up single sign-on" })).toBeVisible();
    await theirs.getByRole("button", { name: "Start setup" }).click();
    await theirs.waitForURL(/\/setup\/work\//);
    expect(theirs.url()).not.toContain(url.split("/").at(-1));
    await expect(page.getByText(/Your IT contact \(it@outside\.example\): opened\./)).toBeVisible({
      timeout: 15_000,
    });
  });

  await test.step("they enter their values and test", async () => {
    await theirs.getByRole("radio", { name: /Metadata address/ }).check();
    await theirs.getByRole("textbox", { name: "Metadata address" }).fill(lab.saml.metadataUrl);
    await theirs.getByRole("button", { name: "Save and continue" }).click();
    await theirs.waitForURL(/step=test/);
    await runTest(theirs, `nia@${slug}.example`);
    await expect(theirs.getByText("The test has passed", { exact: true })).toBeVisible();
    await expect(theirs.getByText(/This person would get/)).toHaveCount(0);
    await expect(theirs.getByRole("button", { name: /Activate/ })).toHaveCount(0);
    await expect(page.getByText(/opened, configured, tested\./)).toBeVisible({ timeout: 15_000 });
  });

  await test.step("done: the contact is notified, and activates", async () => {
    await theirs.getByRole("button", { name: "I am done, notify my contact" }).click();
    await expect(theirs.getByText("Done. There is nothing left for you to do")).toBeVisible();
    await expect(
      theirs.getByText(/Robin Marsh sees it in the console\. No email could be sent/),
    ).toBeVisible();
    await expect(theirs.getByText("Robin Marsh reviews it and activates it.")).toBeVisible();
    await expectAccessible(theirs);
    await expect(page.getByText(/opened, configured, tested, done\./)).toBeVisible({ timeout: 15_000 });
    await page.getByRole("button", { name: "Activate it" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Activate SSO" }).click();
    await page.waitForURL(/\/login/);
  });

  await test.step("a renewal link replaces the certificate and nothing else", async () => {
    await signIn(page, slug);
    await openConnection(page, "Outside provider");
    const renew = await createLink(page, "renew@outside.example", true);
    await theirs.goto(renew);
    await theirs.getByRole("button", { name: "Start renewal" }).click();
    await theirs.waitForURL(/\/setup\/work\//);
    await expect(theirs.getByText("The new certificate", { exact: true })).toBeVisible();
    await expect(theirs.getByLabel("Login URL")).toHaveCount(0);
    await expect(theirs.getByText(/stays in use/)).toBeVisible();
    await theirs.getByText("Use the provider's metadata instead").click();
    const metadata = theirs.getByRole("textbox", { name: "Metadata address" });
    await metadata.fill(`${lab.saml.metadataUrl}?shape=second-only`);
    await theirs.getByRole("button", { name: "Save and continue" }).click();
    await theirs.waitForURL(/step=test/);
    await expect(page.getByText(/renew@outside\.example\): opened, configured\./)).toBeVisible({
      timeout: 15_000,
    });
    await expect(page.getByText(/Version 2/).first()).toBeVisible();
  });

  await test.step("revoking ends what was opened, at once", async () => {
    await page.getByRole("button", { name: "Revoke the link for renew@outside.example" }).click();
    const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
    await dialog.getByRole("button", { name: "Revoke link" }).click();
    await expect(page.getByText("Revoked", { exact: true }).first()).toBeVisible();
    await theirs.reload();
    await expect(theirs.getByText("This link no longer works")).toBeVisible();
  });
  await theirs.context().close();
});

test("IT is sent a link before anything is chosen, chooses the provider, and hands a tested connection over", async ({
  page,
  browser,
}) => {
  await signIn(page, "from-two-sides");
  await page.goto("/from-two-sides/admin/security/sso/new?step=prepare");
  await page.getByRole("button", { name: "Send to IT" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Recipient").fill("it@outside.example");
  await dialog.getByRole("button", { name: "Create link" }).click();
  const url = await dialog.getByRole("textbox", { name: "Setup link" }).inputValue();
  await dialog.getByRole("button", { name: "Done" }).click();

  const theirs = await outside(browser);
  await theirs.goto(url);
  await expect(theirs.getByText(/^Robin Marsh of Set up by two asks you/)).toBeVisible();
  await theirs.getByRole("button", { name: "Start setup" }).click();
  await theirs.waitForURL(/\/setup\/work\//);
  await expectAccessible(theirs);
  await theirs.getByRole("radio", { name: "Another provider" }).check();
  await theirs.getByLabel("Name", { exact: true }).fill("Chosen outside");
  await theirs.getByRole("button", { name: "Continue" }).click();
  await theirs.waitForURL(/step=configure/);
  await theirs.getByRole("textbox", { name: "Metadata address" }).fill(lab.saml.metadataUrl);
  await theirs.getByRole("button", { name: "Save and continue" }).click();
  await theirs.waitForURL(/step=test/);
  await runTest(theirs, "nia@from-two-sides.example");
  await expect(theirs.getByText(/tell your contact/)).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Activate" })).toHaveCount(0);
  await theirs.context().close();

  await page.goto("/from-two-sides/admin/security/sso");
  await expect(page.getByText("Chosen outside is tested, and yours to activate")).toBeVisible();
  await page.getByRole("link", { name: "Review and activate" }).click();
  await page.waitForURL(/step=test/);
  await expect(page.getByRole("button", { name: "Activate SSO" })).toBeEnabled();
});

test("inside and outside do not overwrite each other", async ({ page, browser }) => {
  await signIn(page, "from-two-sides");
  await beginWizard(page, "from-two-sides", "SAML 2.0", "Shared provider");
  await openConnection(page, "Shared provider", "from-two-sides");
  const url = await createLink(page, "it@outside.example");
  const theirs = await outside(browser);
  await theirs.goto(url);
  await theirs.getByRole("button", { name: "Start setup" }).click();
  await theirs.waitForURL(/\/setup\/work\//);

  await page.getByRole("link", { name: "Continue setting up" }).first().click();
  await page.waitForURL(/\/new\?/);
  await page.getByRole("radio", { name: /Metadata address/ }).check();
  await page.getByRole("textbox", { name: "Metadata address" }).fill(lab.saml.metadataUrl);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/step=people/);

  await theirs.getByRole("radio", { name: /Metadata address/ }).check();
  // Different values from those that were saved inside: equal ones would be no conflict.
  await theirs
    .getByRole("textbox", { name: "Metadata address" })
    .fill(`${lab.saml.metadataUrl}?shape=second-only`);
  await theirs.getByRole("button", { name: "Save and continue" }).click();
  await expect(theirs.getByText(/Somebody has changed these values since you opened the page/)).toBeVisible();
  // Who has invited them is said, and not who has changed it.
  await expect(theirs.getByText(/Robin Marsh has changed/)).toHaveCount(0);
  await theirs.context().close();
});

test("a link that may activate turns the connection on, and leads back to the application that made it", async ({
  browser,
}) => {
  const api = apiOf("handed-over");
  const create = (returnUrl: string) =>
    api("POST", "/setup-links", {
      scope: "space",
      mayActivate: true,
      returnUrl,
      recipient: "it@outside.example",
    });
  expect(await create("https://elsewhere.example/done")).toMatchObject({
    status: 422,
    body: { code: "return_url_not_allowed" },
  });
  const returnUrl = `${lab.notes.url}/?set-up=done`;
  const link = await create(returnUrl);
  expect(link.status).toBe(201);

  const theirs = await outside(browser);
  await theirs.goto(link.body.url);
  await expect(theirs.getByText("Nothing goes live until you activate it.")).toBeVisible();
  await theirs.getByRole("button", { name: "Start setup" }).click();
  await theirs.waitForURL(/\/setup\/work\//);
  await theirs.getByRole("radio", { name: "Another provider" }).check();
  await theirs.getByLabel("Name", { exact: true }).fill("Their directory");
  await theirs.getByRole("button", { name: "Continue" }).click();
  await theirs.waitForURL(/step=configure/);
  await theirs.getByRole("textbox", { name: "Metadata address" }).fill(lab.saml.metadataUrl);
  await theirs.getByRole("button", { name: "Save and continue" }).click();
  await theirs.waitForURL(/step=test/);
  await expect(theirs.getByRole("button", { name: "Activate", exact: true })).toBeDisabled();
  await runTest(theirs, "nia@handed-over.example");
  await theirs.getByRole("button", { name: "Activate", exact: true }).click();
  const dialog = theirs.getByRole("dialog");
  await expect(dialog.getByText("People in Handed over see “Continue with Their directory”")).toBeVisible();
  await dialog.getByRole("button", { name: "Activate", exact: true }).click();
  await theirs.waitForURL(/step=done/);
  await expect(
    theirs.getByText("Done. People in Handed over can sign in with Their directory"),
  ).toBeVisible();
  await expectAccessible(theirs);
  await theirs.getByRole("link", { name: `Return to ${new URL(lab.notes.url).host}` }).click();
  await theirs.waitForURL(returnUrl);
  await theirs.goto("/handed-over/login");
  await expect(theirs.getByRole("link", { name: "Continue with Their directory" })).toBeVisible();
  await theirs.context().close();
});

test("a guessed link reveals no more than an expired one", async ({ page }) => {
  await page.goto(`/setup/${"x".repeat(43)}`);
  await expect(page.getByText("This link no longer works")).toBeVisible();
  await page.goto("/setup/work/setup_00000000000000000000");
  await expect(page.getByText("This link no longer works")).toBeVisible();
  await expect(page.getByRole("button")).toHaveCount(0);
});

test("an OAuth 2 tool is set up by a link too, and only the space decides whether its tokens are stored", async ({
  page,
  browser,
}) => {
  await signIn(page, slug);
  await beginTool(page, slug, /Another tool/, "Outside tool");
  await openConnection(page, "Outside tool");
  const url = await createLink(page, "tool@outside.example");
  const theirs = await outside(browser);
  await theirs.goto(url);
  await theirs.getByRole("button", { name: "Start setup" }).click();
  await theirs.waitForURL(/\/setup\/work\//);
  await expect(theirs.getByLabel(/Keep the tool's tokens/)).toHaveCount(0);
  await expectAccessible(theirs);
  await configureTool(theirs, "from-outside", { inside: false });
  await testTool(theirs, `nia@${slug}.example`);
  await expect(theirs.getByText("The test has passed", { exact: true })).toBeVisible();
  await expect(page.getByText(/tool@outside\.example\): opened, configured, tested\./)).toBeVisible({
    timeout: 15_000,
  });
  await theirs.context().close();
});
