import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { lab } from "../support/lab";
import { allowAs, beginTool, connectTool, testTool } from "../support/tool";
import { activate, signIn } from "../support/wizard";

test("a tool is connected by OAuth 2, tested, activated and signed in by; a program works in it as the person", async ({
  page,
  browser,
}) => {
  await test.step("a preset tool needs little input, and reports mistakes", async () => {
    await signIn(page, "tools");
    await beginTool(page, "tools", /^Zendesk Support/, "Our Zendesk");
    await expect(page.getByLabel("Token URL")).toHaveCount(0);
    await page.getByLabel("Subdomain").fill("evil.example/x");
    await page.getByLabel("Client ID").fill("id");
    await page.getByLabel("Client secret", { exact: true }).fill("secret");
    await page.getByRole("button", { name: "Save and continue" }).click();
    await expect(page.getByText(/this does not belong to Zendesk Support/).first()).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Subdomain").fill("acme");
    await page.getByRole("button", { name: "Save and continue" }).click();
    await page.waitForURL(/step=people/);
  });

  await test.step("any other tool is connected by its endpoints", async () => {
    await connectTool(page, "tools", "Our tool");
    await testTool(page, "nia@tools.example", "other_account");
    await expect(page.getByText("The test has failed")).toBeVisible();
    await expect(page.getByText(/does not belong to the account/)).toBeVisible();
    await testTool(page, "nia@tools.example", "token_form_encoded");
    await expect(page.getByText("The test has passed", { exact: true })).toBeVisible();
    await activate(page);
  });

  const theirs = await (await browser.newContext()).newPage();
  await test.step("a person signs in at the tool and is admitted; one with an unverified address gets the reason", async () => {
    await theirs.goto("/tools/login");
    await theirs.getByRole("link", { name: /Our tool/ }).click();
    await allowAs(theirs, "nia@tools.example", "unverified_email");
    await expect(
      theirs.getByText(/has not confirmed|not been confirmed|not confirmed/i).first(),
    ).toBeVisible();
    await theirs.goto("/tools/login");
    await theirs.getByRole("link", { name: /Our tool/ }).click();
    await allowAs(theirs, "nia@tools.example", "scopes_by_comma");
    await expect(theirs).toHaveURL(/\/tools(\/)?$/);
  });

  await test.step("the list has the facts for a decision, and copies the login URL", async () => {
    await signIn(page, "tools");
    await page.goto("/tools/admin/security/sso");
    for (const name of ["Name", "Protocol", "Status", "Sign-ins, 30 days", "Last used"])
      await expect(page.getByRole("columnheader", { name })).toBeVisible();
    const row = page.getByRole("row", { name: /Our tool/ });
    await expect(row.getByRole("cell", { name: "OAuth 2", exact: true })).toBeVisible();
    // A person has just signed in through it.
    await expect(row.getByRole("cell", { name: /^[1-9]\d* admitted/ })).toBeVisible();
    await row.getByRole("button", { name: /Actions for Our tool/ }).click();
    for (const item of ["Copy login URL", "Edit", "Test", "Disable", "Remove"])
      await expect(page.getByRole("menuitem", { name: item })).toBeVisible();
    await page.keyboard.press("Escape");
    await expectAccessible(page);
  });

  await test.step("a program fetches a token of the person and works in the tool with it", async () => {
    const connectionId = await connectionOf(page, "Our tool");
    const token = await integrationToken(page, "tools");
    const get = () =>
      fetch(
        `${lab.appUrl}/api/v1/spaces/tools/connections/${connectionId}/provider-tokens/nia@tools.example`,
        {
          headers: { authorization: `Bearer ${token}` },
        },
      );
    const answer = await get();
    expect(answer.status).toBe(200);
    const got = (await answer.json()) as { accessToken: string; scopes: string[] };
    expect(got.scopes).toEqual(["profile", "contacts.read"]);
    const me = await fetch(`${lab.oauth2.url}/me`, {
      headers: { authorization: `Bearer ${got.accessToken}` },
    });
    expect(await me.json()).toMatchObject({ email: "nia@tools.example" });

    await page.goto("/tools/admin/users");
    await page.getByRole("link", { name: "Nia Berg" }).click();
    await page.getByRole("link", { name: "SSO connections" }).click();
    await expect(page.getByText("Tokens kept")).toBeVisible();
    await expect(page.getByText("profile contacts.read")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Revoke tokens" }).click();
    await page.getByRole("button", { name: "Revoke tokens" }).last().click();
    await expect(page.getByText("Tokens kept")).toBeHidden();
    expect((await get()).status).toBe(404);
  });
});

test("a person links a connection from the account page, and signs in by those that an administrator chose", async ({
  page,
  browser,
}) => {
  await signIn(page, "linking");
  await connectTool(page, "linking", "Tool one");
  await activate(page);
  const lena = await (await browser.newContext()).newPage();

  await test.step("another account than their own is refused, with the reason", async () => {
    await signIn(lena, "linking", "lena");
    await lena.goto("/linking/account");
    await lena.getByRole("link", { name: "Link Tool one" }).click();
    await allowAs(lena, "somebody@linking.example");
    await expect(lena.getByText(/username here is an email address, and it must match/)).toBeVisible();
  });

  await test.step("their own is linked", async () => {
    await lena.goto("/linking/account");
    await lena.getByRole("link", { name: "Link Tool one" }).click();
    await allowAs(lena, "lena@linking.example");
    await expect(lena.getByText("The connection is linked.")).toBeVisible();
    await expectAccessible(lena);
  });

  await test.step("an administrator sees the link, and chooses another connection for the person", async () => {
    await signIn(page, "linking");
    await connectTool(page, "linking", "Tool two");
    await page.getByRole("button", { name: "Activate SSO" }).click();
    await page
      .getByRole("alertdialog")
      .or(page.getByRole("dialog"))
      .getByRole("button", { name: /Activate/ })
      .click();
    await page.waitForURL(/\/login/);
    await signIn(page, "linking");
    await page.goto("/linking/admin/users");
    await page.getByRole("link", { name: "Lena Ortiz" }).click();
    await page.getByRole("link", { name: "SSO connections" }).click();
    await expect(page.getByText("typed:lena@linking.example")).toBeVisible();
    await page.getByRole("checkbox", { name: /Tool two/ }).check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Certain connections only")).toBeVisible();
  });

  await test.step("the connection that was not chosen no longer admits the person; relinking is offered", async () => {
    const other = await (await browser.newContext()).newPage();
    await other.goto("/linking/login");
    await other.getByRole("link", { name: /Tool one/ }).click();
    await allowAs(other, "lena@linking.example");
    await expect(other.getByText(/You sign in to this space another way/)).toBeVisible();
    await other.goto("/linking/login");
    await other.getByRole("link", { name: /Tool two/ }).click();
    await allowAs(other, "lena@linking.example");
    // The first sign-in through the company's own provider clears the password, and says so once.
    await other.getByRole("link", { name: "Continue" }).click();
    await expect(other).toHaveURL(/\/linking(\/)?$/);
    await page.getByRole("button", { name: "Let link again" }).first().click();
    await page.getByRole("button", { name: "Let link again" }).last().click();
    await expect(page.getByText("May link again")).toBeVisible();
  });

  await test.step("nobody else opens the tab", async () => {
    const at = page.url();
    // Her other browser was signed out when her password was cleared.
    await lena.goto(at);
    await expect(lena).toHaveURL(/\/linking\/login/);
    const stranger = await (await browser.newContext()).newPage();
    await signIn(stranger, "tools", "second");
    await stranger.goto(at);
    await expect(stranger.getByText("Lena")).toHaveCount(0);
  });
});

async function connectionOf(page: Page, name: string): Promise<string> {
  const href = await page.getByRole("link", { name, exact: true }).first().getAttribute("href");
  return href?.split("/").at(-1) ?? "";
}

/** Creates an integration token with every scope on the page, and reads it there, where it is shown once. */
async function integrationToken(page: Page, slug: string): Promise<string> {
  await page.goto(`/${slug}/admin/security/tokens/new`);
  await page.getByLabel("Name", { exact: true }).first().fill("nightly import");
  const account = page.getByLabel(/Account/).first();
  if (await account.isVisible()) await account.fill("importer");
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await page.getByRole("button", { name: /Create/ }).click();
  const shown = page
    .getByText(/ghi_[A-Za-z0-9_-]{20,}/)
    .or(page.locator("input[value^='ghi_']"))
    .first();
  await expect(shown).toBeVisible();
  return (await shown.inputValue().catch(() => null)) ?? (await shown.textContent()) ?? "";
}
