import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { tabTo } from "../support/tab-to";
import { signIn } from "../support/wizard";

const slug = "members";
const list = `/${slug}/admin/users`;

const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: `${name} Vale` });
const bar = (page: Page) => page.getByRole("region", { name: "Selected members" });

test.describe.configure({ mode: "serial" });

test("several members are deactivated and reactivated by keyboard alone", async ({ page }) => {
  await signIn(page, slug);
  await page.goto(`${list}?q=vale`);
  await expect(row(page, "Abe")).toContainText("Not signed in yet");
  await tabTo(page, "checkbox", "Select Abe Vale");
  await page.keyboard.press("Space");
  await expect(bar(page)).toContainText("1 selected");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar(page)).toContainText("3 selected");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await expect(bar(page)).toContainText("2 selected");
  await expectAccessible(page);

  await tabTo(page, "button", "Deactivate");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Deactivate 2 members?" });
  await expect(dialog).toContainText("2 members lose access at once.");
  await expectAccessible(page);
  await tabTo(page, "button", "Deactivate 2 members");
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 members deactivated.")).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await expect(row(page, "Abe")).toContainText("Deactivated");
  await expect(row(page, "Bea")).toContainText("Not signed in yet");
  await expect(row(page, "Cem")).toContainText("Deactivated");
  await expect(page.getByRole("checkbox", { name: "Select everyone on this page" }).last()).toBeFocused();

  await page.keyboard.press("Space");
  await expect(bar(page)).toContainText("4 selected");
  await tabTo(page, "button", "More actions for the selected members");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  const back = page.getByRole("dialog", { name: "Reactivate 4 members?" });
  await expect(back).toContainText("2 members get access again");
  await expect(back).toContainText("2 members are left out");
  await expect(back).toContainText("Not deactivated.");
  await tabTo(page, "button", "Reactivate 2 members");
  await page.keyboard.press("Enter");
  await expect(page.getByText("2 members reactivated. 2 left out.")).toBeVisible();
});

test("a range gets a role with the mouse, and the dialog says who is left out and why", async ({ page }) => {
  await signIn(page, slug);
  await page.goto(list);
  await page.getByRole("checkbox", { name: "Select Robin Marsh" }).check();
  await page.getByRole("checkbox", { name: "Select Abe Vale" }).click();
  await page.getByRole("checkbox", { name: "Select Cem Vale" }).click({ modifiers: ["Shift"] });
  await expect(bar(page)).toContainText("4 selected");
  await page.getByRole("button", { name: "Change role" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("New role").selectOption("editor");
  await expect(dialog).toContainText("3 members become editor");
  await expect(dialog).toContainText("You cannot change yourself here.");
  await dialog.getByRole("button", { name: "Change 3 members" }).click();
  await expect(page.getByText("The role of 3 members was changed. 1 left out.")).toBeVisible();
  await expect(row(page, "Bea")).toContainText("Editor");
  await page.keyboard.press("Escape");

  await page.goto(`${list}?q=vale&status=not_signed_in`);
  await page.getByRole("checkbox", { name: "Select everyone on this page" }).last().check();
  await page.getByRole("button", { name: "More actions for the selected members" }).click();
  await page.getByRole("menuitem", { name: "Send invitation again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send 4 emails" }).click();
  await expect(page.getByText(/4 members invited again\./)).toBeVisible();
});

test("the palette finds pages by other words, and members by name", async ({ page }) => {
  await signIn(page, slug);
  await page.goto(`/${slug}`);
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search or jump to" });
  await field.fill("saml");
  await expect(page.getByRole("option", { name: "Single sign-on" })).toBeVisible();
  await field.fill("dee va");
  await expect(page.getByRole("option", { name: /Dee Vale/ })).toBeVisible();
  await field.fill("dark");
  await page.getByRole("option", { name: "Theme: dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Control+k");
  await field.fill("invite");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/admin\/users\/new$/);
});
