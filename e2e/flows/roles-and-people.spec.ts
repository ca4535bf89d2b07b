import { expect, type Page, test } from "@playwright/test";
import { activate, beginWizard, beSomebody, configureSaml, runTest, signIn } from "../support/wizard";

/** Connects and activates the SAML simulator, then signs in again. */
async function anActiveConnection(page: Page, slug: string, person: string): Promise<void> {
  await signIn(page, slug);
  await beginWizard(page, slug, "SAML 2.0", "Our provider");
  await configureSaml(page);
  await page.getByRole("button", { name: "Save and continue" }).click();
  await page.waitForURL(/step=test/);
  await runTest(page, person);
  await activate(page);
  await signIn(page, slug);
}

async function openMapping(page: Page, slug: string): Promise<void> {
  await page.goto(`/${slug}/admin/security/sso`);
  await page.getByRole("link", { name: "Our provider", exact: true }).first().click();
  await page.getByRole("link", { name: "People and roles", exact: true }).click();
  await page.getByRole("link", { name: "Change people and roles" }).click();
  await expect(page.getByRole("heading", { name: "People and roles", level: 1 })).toBeVisible();
}

async function beInGroups(page: Page, email: string, groups: string): Promise<void> {
  await page.getByLabel("Groups").fill(groups);
  await beSomebody(page, email);
}

test("role rules give roles and teams, can be tried before saving, and apply at every sign-in", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const slug = "mapping";
  await anActiveConnection(page, slug, `pia@${slug}.example`);

  await test.step("a team", async () => {
    await page.goto(`/${slug}/admin/teams`);
    await page.getByRole("button", { name: "Create a team" }).first().click();
    await page.getByLabel("Name", { exact: true }).fill("Writers");
    await page.getByRole("button", { name: "Create team" }).click();
    await expect(page.getByRole("heading", { name: "Writers", level: 1 })).toBeVisible();
  });

  await test.step("rules are added, moved and removed by keyboard", async () => {
    await openMapping(page, slug);
    const add = page.getByRole("button", { name: "Add a rule" });
    await add.press("Enter");
    const first = page.getByRole("group", { name: "Rule 1" });
    await expect(first.getByLabel("Attribute")).toBeFocused();
    await first.getByLabel("Value").fill("Everyone");
    await add.press("Enter");
    const second = page.getByRole("group", { name: "Rule 2" });
    await second.getByLabel("Value").fill("Editors");
    await second.getByLabel("Gives the role").selectOption("editor");
    await page.getByRole("button", { name: "Move rule 2 up" }).press("Enter");
    await expect(first.getByLabel("Value")).toHaveValue("Editors");
    await expect(page.getByText("Rule 2 is now rule 1.")).toBeAttached();
    await add.press("Enter");
    await page.getByRole("button", { name: "Remove rule 3" }).press("Enter");
    await expect(page.getByRole("group", { name: "Rule 3" })).toHaveCount(0);
    await first.locator("summary").press("Enter");
    await first.getByRole("checkbox", { name: "Writers" }).check();
  });

  await test.step("a warning for a rule that can never match", async () => {
    const first = page.getByRole("group", { name: "Rule 1" });
    await expect(first.getByText(/never matched anyone|sent a matching value/)).toBeVisible();
  });

  await test.step("a preview of typed attributes, before saving", async () => {
    await page.getByLabel("Whose attributes").selectOption({ label: "Values that I enter" });
    await page
      .getByRole("textbox", { name: "Attributes", exact: true })
      .fill(`email = ned@${slug}.example\ngroups = editors\ngroups = Everyone`);
    await page.getByRole("button", { name: "Show what they get" }).click();
    await expect(page.getByText("They would be admitted as a new person")).toBeVisible();
    await expect(page.getByText("By rule 1")).toBeVisible();
    await page.getByLabel("Whose attributes").selectOption({ index: 0 });
    await page.getByRole("button", { name: "Show what they get" }).click();
    await expect(page.getByText("The default role", { exact: true })).toBeVisible();
  });

  await test.step("saved, with people who match nothing refused", async () => {
    await page.getByRole("radio", { name: "Refuse the sign-in" }).check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Saved. It takes effect at each person's next sign-in.")).toBeVisible();
  });

  const person = await browser.newContext();
  const theirs = await person.newPage();
  await test.step("an editor by group, in the team", async () => {
    await theirs.goto(`/${slug}/sso/our-provider`);
    await beInGroups(theirs, `ned@${slug}.example`, "Editors, Everyone");
    await expect(theirs).toHaveURL(new RegExp(`/${slug}$`));
    await page.goto(`/${slug}/admin/users?q=ned`);
    await page.getByRole("link", { name: "Nia Berg" }).click();
    await expect(page.getByText("Editor", { exact: true }).first()).toBeVisible();
    await expect(page.getByText(/decide again/)).toBeVisible();
    await expect(page.getByRole("link", { name: "Writers" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Latest sign-ins" }).getByText("Admitted")).toBeVisible();
  });

  await test.step("another group, another role at the next sign-in", async () => {
    await person.clearCookies();
    await theirs.goto(`/${slug}/sso/our-provider`);
    await beInGroups(theirs, `ned@${slug}.example`, "Everyone");
    await expect(theirs).toHaveURL(new RegExp(`/${slug}$`));
    await page.reload();
    await expect(page.getByText("Reader", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("link", { name: "Writers" })).toHaveCount(0);
  });

  await test.step("no group of a rule: refused with an explanation", async () => {
    await person.clearCookies();
    await theirs.goto(`/${slug}/sso/our-provider`);
    await beInGroups(theirs, `ola@${slug}.example`, "Guests");
    await expect(theirs.getByText(/role/i).first()).toBeVisible();
    await expect(theirs).toHaveURL(/sign-in-refused/);
  });

  await test.step("values from sign-ins are offered", async () => {
    await openMapping(page, slug);
    const offered = await page
      .locator("datalist option")
      .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
    expect(offered).toEqual(expect.arrayContaining(["Guests", "Everyone", "Editors"]));
  });
  await person.close();
});

test("a new person in a partner space waits, is decided about, and is notified", async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const slug = "agency";
  await anActiveConnection(page, slug, `pia@${slug}.example`);
  await openMapping(page, slug);
  await expect(page.getByText(/partner space/)).toBeVisible();
  await expect(page.getByRole("radio", { name: "Admit them immediately" })).toHaveCount(0);

  for (const name of ["una", "vic", "wes"]) {
    const context = await browser.newContext();
    const theirs = await context.newPage();
    await theirs.goto(`/${slug}/sso/our-provider`);
    await beSomebody(theirs, `${name}@${slug}.example`);
    await expect(theirs).toHaveURL(/sign-in-refused/);
    await context.close();
  }

  await page.goto(`/${slug}/admin`);
  await page.getByRole("link", { name: /Approvals\s*3/ }).click();
  await expect(page.getByText("3 people waiting")).toBeVisible();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByText("Select the people to approve or reject.").first()).toBeVisible();

  const row = (name: string) => page.getByRole("row").filter({ hasText: `${name}@${slug}.example` });
  await row("una").getByRole("checkbox").check();
  await row("vic").getByRole("checkbox").check();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await expect(page.getByText("1 person waiting")).toBeVisible();
  await page.getByRole("checkbox", { name: "Select everyone on this page" }).check();
  await page.getByRole("button", { name: "Reject", exact: true }).click();
  await expect(page.getByText("Nobody is waiting", { exact: true })).toBeVisible();

  const enters = async (name: string) => {
    const context = await browser.newContext();
    const theirs = await context.newPage();
    await theirs.goto(`/${slug}/sso/our-provider`);
    await beSomebody(theirs, `${name}@${slug}.example`);
    await theirs.waitForURL(
      (url) => url.pathname === `/${slug}` || url.pathname.startsWith("/sign-in-refused"),
    );
    const isIn = new URL(theirs.url()).pathname === `/${slug}`;
    await context.close();
    return isIn;
  };
  expect(await enters("una")).toBe(true);
  expect(await enters("wes")).toBe(false);
  await page.goto(`/${slug}/admin/approvals`);
  await expect(page.getByText("Nobody is waiting", { exact: true })).toBeVisible();

  await test.step("everybody involved was notified", async () => {
    const operator = await (await browser.newContext()).newPage();
    await signIn(operator, "staff", "operator");
    for (const [recipient, subject] of [
      [`admin@${slug}.example`, "Somebody is waiting for access to A partner"],
      [`una@${slug}.example`, "You have access to A partner"],
      [`wes@${slug}.example`, "Your access to A partner was not approved"],
    ]) {
      await operator.goto(`/operator/outbox?q=${encodeURIComponent(recipient ?? "")}`);
      await expect(operator.getByText(subject ?? "").first()).toBeVisible();
    }
    await operator.context().close();
  });
});

test("people come from a file, teams are kept, and a rejected file says where it is wrong", async ({
  page,
}) => {
  const slug = "roster";
  await signIn(page, slug);
  await page.goto(`/${slug}/admin/users`);
  await page.getByRole("link", { name: "Import" }).click();

  await test.step("a file with a byte order mark, semicolons, a formula and errors is previewed first", async () => {
    const file = [
      "\uFEFFE-mail;First name;Last name;Role;Team",
      `kai@${slug}.example;"=1+1";"Lund; the elder";editor;Sales|Support`,
      `lea@${slug}.example;Léa;Roy;;Sales`,
      "not an address;;;;",
      `kai@${slug}.example;;;;`,
      `admin@${slug}.example;;;;`,
    ].join("\r\n");
    await page
      .getByLabel("CSV file")
      .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
    await page.getByRole("button", { name: "Check the file" }).click();
    await expect(page.getByRole("heading", { name: "What this would do" })).toBeVisible();
    await expect(page.getByText("1 Reader, 1 Editor")).toBeVisible();
    await expect(page.getByText("Sales, Support", { exact: true })).toBeVisible();
    await expect(page.getByText("“not an address” is not one email address.")).toBeVisible();
    await expect(page.getByText(/looks like a formula/)).toBeVisible();
  });

  await test.step("then imported", async () => {
    await page.getByRole("button", { name: "Import 2 people" }).click();
    await expect(page.getByText("2 people are in the space now.")).toBeVisible();
    await page.getByRole("link", { name: "See the members" }).click();
    await page.getByLabel("Team").selectOption({ label: "Sales" });
    await expect(page.getByText("2 members", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "=1+1 Lund; the elder" })).toBeVisible();
  });

  await test.step("too few licences refuse the whole file", async () => {
    await page.goto(`/${slug}/admin/users/import`);
    await page
      .getByLabel("Or paste the rows")
      .fill(`email,role\nx@${slug}.example,editor\ny@${slug}.example,editor`);
    await page.getByRole("button", { name: "Check the file" }).click();
    await expect(page.getByText("Not enough Editor licences")).toBeVisible();
    await expect(page.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
  });

  await test.step("a quote that never closes is reported at its line", async () => {
    await page.getByLabel("Or paste the rows").fill('email\n"open');
    await page.getByRole("button", { name: /^Check/ }).click();
    await expect(page.getByText(/opens in line 2 and never closes/).first()).toBeVisible();
  });

  await test.step("a team is renamed, people are removed from it, and it is deleted", async () => {
    await page.goto(`/${slug}/admin/teams`);
    await page.getByRole("link", { name: "Sales", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Sales", level: 1 })).toBeVisible();
    await page.getByLabel("Name", { exact: true }).fill("Sales North");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("heading", { name: "Sales North", level: 1 })).toBeVisible();
    await page.getByLabel("Email address").fill(`admin@${slug}.example`);
    await page.getByRole("button", { name: "Add to the team" }).click();
    await expect(page.getByText(`admin@${slug}.example is in the team.`)).toBeVisible();
    await page.getByRole("checkbox", { name: "Léa Roy" }).check();
    await page.getByRole("button", { name: "Remove from the team" }).click();
    await expect(page.getByRole("checkbox", { name: "Léa Roy" })).toHaveCount(0);
    await page.getByRole("button", { name: "Delete team" }).click();
    const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
    await expect(dialog.getByText(/2 people leave the team/)).toBeVisible();
    await dialog.getByRole("button", { name: "Delete team" }).click();
    await page.waitForURL(/\/admin\/teams$/);
    await expect(page.getByRole("link", { name: "Sales North" })).toHaveCount(0);
  });
});

test("a Reader and another space's administrator find none of these pages", async ({ page, browser }) => {
  const slug = "roster";
  await signIn(page, slug);
  await page.goto(`/${slug}/admin/teams`);
  await page.getByRole("button", { name: "Create a team" }).first().click();
  await page.getByLabel("Name", { exact: true }).fill("Closed circle");
  await page.getByRole("button", { name: "Create team" }).click();
  await expect(page.getByRole("heading", { name: "Closed circle", level: 1 })).toBeVisible();
  const { pathname: team } = new URL(page.url());
  const pages = [team, ...["teams", "approvals", "users/import"].map((one) => `/${slug}/admin/${one}`)];
  for (const [where, name] of [
    [slug, "rea"],
    ["mapping", "second"],
  ] as const) {
    const context = await browser.newContext();
    const theirs = await context.newPage();
    await signIn(theirs, where, name);
    for (const one of [...pages, team.replace(`/${slug}/`, "/mapping/")]) {
      const answer = await theirs.goto(one);
      expect(answer?.status(), `${name} at ${one}`).toBe(404);
    }
    await context.close();
  }
});
