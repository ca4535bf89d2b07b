import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { connectSaml } from "../support/connect";
import { lab } from "../support/lab";
import { scimOf } from "../support/scim";
import { beSomebody, signIn } from "../support/wizard";

const slug = "arrivals";
const list = `/${slug}/admin/directories`;
const at = (name: string) => `${name}@${slug}.example`;
const names = ["abe", "bea", "cem", "dee", "eli", "fay"];

/** Confirms the dialog that is open. */
async function confirm(page: Page, button: string | RegExp): Promise<void> {
  const dialog = page.getByRole("dialog");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: button }).click();
  await expect(dialog).toHaveCount(0);
}

/** The row of the members list that has these words. */
async function memberRow(page: Page, email: string) {
  await page.goto(`/${slug}/admin/users?q=${encodeURIComponent(email)}`);
  return page.getByRole("row", { name: new RegExp(email) });
}

// One test: each step builds on what the directory has sent before.
test("a directory is connected, reviewed and activated; people arrive, move and leave, many of them are held", async ({
  page,
  browser,
}) => {
  // Eight parts of one life: a busy machine takes minutes.
  test.setTimeout(300_000);
  const rule = (value: string, role: string) => ({ attribute: "groups", operator: "equals", value, role });
  await connectSaml(slug, "Simulator", { rules: [rule("Authors", "editor")] });
  await signIn(page, slug);

  let feed = scimOf("", "");
  await test.step("connect: choose the product, copy address and token, see the first request", async () => {
    await page.goto(`/${slug}`);
    await page.getByRole("link", { name: "Directory", exact: true }).click();
    await expect(page.getByRole("heading", { name: "People arrive and leave by themselves" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Connect a directory" }).click();
    await page.getByRole("button", { name: /Continue/ }).click();
    await expect(page.getByText("Choose your product.").first()).toBeVisible();
    await page.getByRole("radio", { name: "Google Workspace" }).check();
    await expect(page.getByRole("link", { name: "Import from a file" })).toBeVisible();
    await page.getByRole("radio", { name: "Okta" }).check();
    await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Okta");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL(/step=connect/);
    await expect(page.getByText("Waiting for the first request from Okta.")).toBeVisible();
    const base = await page.getByRole("textbox", { name: "SCIM connector base URL" }).inputValue();
    await page.getByRole("button", { name: "Create the token" }).click();
    const token = await page.getByRole("textbox", { name: "Authorization" }).inputValue();
    expect(token).toMatch(/^ghd_/);
    await page.getByRole("button", { name: "Next step" }).click();
    const guide = page.getByRole("complementary", { name: "In Okta" });
    await expect(guide.getByRole("button", { name: "Copy Authorization" })).toBeVisible();
    await expectAccessible(page);

    feed = scimOf(base, token);
    expect((await scimOf(base, `${token}x`).send("GET", "/Users")).status).toBe(401);
    await feed.send("GET", "/Users?startIndex=1&count=1");
    await expect(page.getByText("Read the list of people")).toBeVisible();
  });

  const ids: Record<string, string> = {};
  await test.step("people arrive and nobody gets in; the dry run says what would happen", async () => {
    for (const name of names) ids[name] = await feed.hire(at(name), [name, "Vale"]);
    ids.outsider = await feed.hire("gus@elsewhere.example", ["Gus", "Far"]);
    await feed.group("Authors", [ids.abe ?? ""]);
    await expect(page.getByText(`Created ${at("fay")}`)).toBeVisible();
    await page.getByRole("link", { name: "Review", exact: true }).first().click();
    await expect(page.getByRole("heading", { name: "What activation does" })).toBeVisible();
    await expect(page.getByText("6 people join this space.")).toBeVisible();
    await expect(page.getByText("1 person needs attention", { exact: false })).toBeVisible();
    const table = page.getByRole("table", { name: /What activation does/ });
    await expect(table.getByRole("row", { name: /gus@elsewhere/ })).toContainText("has verified");
    await expect(table.getByRole("row", { name: new RegExp(at("abe")) })).toContainText("Joins as Editor");
    await page.getByLabel("What happens").selectOption("problem");
    await expect(table.getByRole("row")).toHaveCount(2);
    await page.getByLabel("What happens").selectOption("");
    await page.getByRole("searchbox").fill("bea");
    await expect(table.getByRole("row")).toHaveCount(2);
    await expectAccessible(page);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download CSV" }).click();
    expect((await download).suggestedFilename()).toBe("dry-run.csv");
    expect(await (await memberRow(page, at("abe"))).count()).toBe(0);
  });

  await test.step("activate: everybody is applied, and the outsider is not", async () => {
    await page.goto(list);
    await page.getByRole("link", { name: "Okta" }).click();
    await expect(page.getByRole("link", { name: "Review and activate" })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Review and activate" }).click();
    await page.getByRole("button", { name: "Activate" }).click();
    await expect(page.getByRole("dialog")).toContainText("6 people join this space.");
    await page.getByRole("dialog").getByRole("button", { name: "Activate" }).click();
    await expect(page.getByText("The directory is active")).toBeVisible();
    await expect(async () => {
      const row = await memberRow(page, at("abe"));
      await expect(row).toContainText("Editor", { timeout: 500 });
      await expect(row).toContainText("Directory", { timeout: 500 });
    }).toPass();
  });

  const eve = await (await browser.newContext()).newPage();
  await test.step("hire and move: the role follows the group", async () => {
    ids.eve = await feed.hire(at("eve"), ["Eve", "Lund"]);
    const authors = (await feed.send("GET", "/Groups")).body.Resources[0]?.id ?? "";
    const readers = await feed.group("Readers", [ids.eve]);
    await expect(await memberRow(page, at("eve"))).toContainText("Reader");
    await feed.move(ids.eve, readers, authors);
    await expect(async () => {
      await expect(await memberRow(page, at("eve"))).toContainText("Editor", { timeout: 500 });
    }).toPass();
    await page.getByRole("link", { name: "Eve Lund" }).click();
    await expect(page.getByRole("heading", { name: "From the directory" })).toBeVisible();
    await expect(page.getByText("Okta decides them, and would undo")).toBeVisible();
    await expect(page.getByLabel("Last name")).toHaveCount(0);
    await expectAccessible(page);
    await page.goto(list);
    await page.getByRole("link", { name: "Okta" }).click();
    await page.getByRole("link", { name: /^Groups/ }).click();
    await expect(page.getByRole("row", { name: /Authors/ })).toContainText("Editor");
    await expect(page.getByRole("row", { name: /Readers/ })).toContainText("no rule names it");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Authors" }).click();
    await expect(page.getByRole("row", { name: /eve@/ })).toBeVisible();
  });

  await test.step("leave: the sessions here and in the application end", async () => {
    await eve.goto(`${lab.notes.url}/sign-in?organization=${slug}`);
    await eve.getByRole("link", { name: /Continue with Simulator/ }).click();
    await beSomebody(eve, at("eve"));
    await eve.waitForURL(`${lab.notes.url}/`);
    await eve.goto(`${lab.appUrl}/${slug}`);
    await expect(eve.getByRole("heading", { level: 1 })).toContainText("Hello");
    await feed.leave(ids.eve ?? "");
    await eve.reload();
    await expect(eve).toHaveURL(/\/login/);
    await expect
      .poll(
        async () => {
          await eve.goto(`${lab.notes.url}/`);
          return eve.getByText("You are not signed in.").isVisible();
        },
        // A busy machine may miss the first message; it is repeated.
        { timeout: 60_000 },
      )
      .toBe(true);
  });

  await test.step("brake: the rest is held, confirmed one by one, and rejected", async () => {
    for (const name of ["abe", "bea", "cem"]) await feed.leave(ids[name] ?? "");
    await page.goto(`/${slug}`);
    await page.getByRole("link", { name: /3 people are held/ }).click();
    await expect(page.getByText("3 people held")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("checkbox", { name: "Select bea Vale" }).check();
    await page.getByRole("button", { name: "Confirm 1" }).click();
    await confirm(page, "End access");
    await expect(page.getByText("2 people held")).toBeVisible();
    await page.getByRole("button", { name: "Reject all" }).click();
    await confirm(page, "Keep access");
    await expect(page.getByRole("heading", { name: "Nobody is held" })).toBeVisible();
    await expectAccessible(page);
    await expect(await memberRow(page, at("bea"))).toContainText("Deactivated");
    await expect(await memberRow(page, at("cem"))).not.toContainText("Deactivated");
  });

  await test.step("the log finds what failed, and an administrator replays it once it is mended", async () => {
    await page.goto(list);
    await page.getByRole("link", { name: "Okta" }).click();
    await page.getByRole("link", { name: "Requests", exact: true }).click();
    await page.getByRole("searchbox").fill("elsewhere.example");
    await expect(page.getByRole("row", { name: /Created gus/ })).toBeVisible();
    await expect(page.getByRole("row", { name: /Created abe/ })).toHaveCount(0);
    await expectAccessible(page);
    const twice = { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName: "Authors" };
    expect((await feed.send("POST", "/Groups", twice)).status).toBe(409);
    const groups = (await feed.send("GET", "/Groups")).body.Resources;
    const authors = groups.find(({ displayName }) => displayName === "Authors")?.id;
    expect((await feed.send("DELETE", `/Groups/${authors}`)).status).toBe(204);
    await page.getByRole("searchbox").fill("");
    await page.getByLabel("Outcome").selectOption("failed");
    await expect(page.getByRole("row", { name: /409/ })).toContainText("Who fixes it");
    await page.getByRole("row", { name: /409/ }).getByRole("link").first().click();
    await expect(page.getByText("Why it failed")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Replay" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Replay" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Created the group Authors");
  });

  await test.step("pause, exchange the token, remove", async () => {
    await page.goto(list);
    await page.getByRole("link", { name: "Okta" }).click();
    await page.getByRole("link", { name: "Settings", exact: true }).click();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Pause" }).click();
    await confirm(page, "Pause");
    await expect(page.getByText("This directory is paused")).toBeVisible();
    await feed.leave(ids.fay ?? "");
    await expect(await memberRow(page, at("fay"))).not.toContainText("Deactivated");
    await page.goBack();
    await page.getByRole("button", { name: "Create a token" }).click();
    await page.getByRole("button", { name: "Create the token" }).click();
    await expect(page.getByRole("dialog").getByRole("textbox", { name: "Authorization" })).toHaveValue(
      /^ghd_/,
    );
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByRole("button", { name: "Remove", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("radio", { name: "They keep their access" }).check();
    await expectAccessible(page);
    await dialog.getByRole("textbox").fill("Okta");
    await dialog.getByRole("button", { name: "Remove" }).click();
    await expect(page.getByText("The directory is removed")).toBeVisible();
    expect((await feed.send("GET", "/Users")).status).toBe(401);
    await expect(await memberRow(page, at("dee"))).toContainText("Directory");
    await page.goto(`/${slug}/admin/security/audit?action=directory.removed`);
    await expect(page.getByRole("row", { name: /Removed a directory/ })).toBeVisible();
  });
});
