import { expect, test } from "@playwright/test";
import {
  activate,
  beginWizard,
  beSomebody,
  configureOpenId,
  configureSaml,
  disable,
  runTest,
  signIn,
} from "../support/wizard";

const protocols = [
  { slug: "life-saml", protocol: "SAML 2.0", configure: configureSaml },
  { slug: "life-openid", protocol: "OpenID Connect", configure: (page) => configureOpenId(page, "life") },
] as const satisfies {
  slug: string;
  protocol: string;
  configure: (page: import("@playwright/test").Page) => Promise<void>;
}[];

for (const { slug, protocol, configure } of protocols) {
  test(`an administrator connects, tests, activates, disables, enables and removes a provider by ${protocol}`, async ({
    page,
    browser,
  }) => {
    await test.step("prepare, choose, configure", async () => {
      await signIn(page, slug);
      await beginWizard(page, slug, protocol, "Our provider");
      await configure(page);
      await page.getByRole("button", { name: "Save and continue" }).click();
      await page.waitForURL(/step=test/);
      await expect(page.getByRole("button", { name: "Activate SSO" })).toBeDisabled();
    });

    await test.step("a failing test shows received and expected values and who can fix it", async () => {
      const fault = protocol === "SAML 2.0" ? "wrong_audience" : "token_wrong_audience";
      await runTest(page, `nia@${slug}.example`, fault);
      await expect(page.getByText("The test has failed")).toBeVisible();
      await expect(page.getByText("Received").first()).toBeVisible();
      await expect(page.getByText("Expected").first()).toBeVisible();
      await expect(page.getByRole("button", { name: "Activate SSO" })).toBeDisabled();
    });

    await test.step("a passing test shows the person and creates none", async () => {
      await runTest(page, `nia@${slug}.example`);
      await expect(page.getByText("The test has passed", { exact: true })).toBeVisible();
      await expect(page.getByText(/This person would get/)).toBeVisible();
      await expect(page.getByText(`nia@${slug}.example`).first()).toBeVisible();
    });

    await test.step("activation signs the administrator out", async () => {
      await activate(page);
      await page.goto(`/${slug}`);
      await expect(page).toHaveURL(/\/login/);
    });

    const person = await browser.newContext();
    const theirs = await person.newPage();
    await test.step("a new person signs in by the button, becomes a Reader and lands on the requested page", async () => {
      await theirs.goto(`/${slug}/account`);
      await theirs.getByRole("link", { name: /Our provider/ }).click();
      await beSomebody(theirs, `nia@${slug}.example`);
      await expect(theirs).toHaveURL(new RegExp(`/${slug}/account`));
      await theirs.goto(`/${slug}/admin/security/sso`);
      await expect(theirs.getByRole("heading", { name: /nothing at this address/i })).toBeVisible();
    });

    await test.step("the email domain on /login leads to the same provider", async () => {
      const other = await (await browser.newContext()).newPage();
      await other.goto("/login");
      await other.getByLabel("Email address").fill(`somebody@${slug}.example`);
      await other.getByRole("button", { name: "Continue" }).click();
      await other.waitForURL(/localhost:\d+\/(sso|interaction)/);
      await other.context().close();
    });

    await test.step("disabling refuses new sign-ins and keeps sessions", async () => {
      await signIn(page, slug);
      await page.goto(`/${slug}/admin/security/sso`);
      await page.getByRole("link", { name: "Our provider", exact: true }).first().click();
      await disable(page);
      await theirs.goto(`/${slug}`);
      await expect(theirs).toHaveURL(new RegExp(`/${slug}$`));
      const late = await (await browser.newContext()).newPage();
      await late.goto(`/${slug}/sso/our-provider`);
      await expect(late.getByText(/turned off for this space/)).toBeVisible();
      await late.context().close();
      await page.getByRole("switch", { name: "Members can sign in" }).click();
      await expect(page.getByText("Active", { exact: true }).first()).toBeVisible();
    });

    await test.step("removing asks first, then needs a new configuration", async () => {
      await page.getByRole("link", { name: "Settings", exact: true }).click();
      await page.getByRole("button", { name: "Remove" }).click();
      const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
      await dialog.getByRole("button", { name: /Remove/ }).click();
      await page.waitForURL(/\/login/);
      await signIn(page, slug);
      await page.goto(`/${slug}/admin/security/sso`);
      await expect(page.getByRole("link", { name: "Configure single sign-on (SSO)" })).toBeVisible();
    });
    await person.close();
  });
}
