import { expect, test } from "@playwright/test";
import { lab } from "../support/lab";
import { tabTo } from "../support/tab-to";
import { signIn } from "../support/wizard";

test("the wizard can be completed by keyboard alone, from the tab to a tested connection", async ({
  page,
}) => {
  await signIn(page, "keyboard");
  await page.goto("/keyboard/admin/security/sso");
  await tabTo(page, "link", "Configure single sign-on (SSO)");
  await page.keyboard.press("Enter");
  await tabTo(page, "link", "Next");
  await page.keyboard.press("Enter");
  await page.waitForURL(/step=provider/);

  await tabTo(page, "radio", /Okta/);
  const other = page.getByRole("radio", { name: /Another provider/ });
  for (let presses = 0; presses < 20 && !(await other.isChecked()); presses++)
    await page.keyboard.press("ArrowDown");
  await expect(other).toBeChecked();
  await tabTo(page, "textbox", "Name");
  await page.keyboard.type("Typed");
  await page.keyboard.press("Enter");
  await page.waitForURL(/step=configure/);

  await tabTo(page, "textbox", "Metadata address");
  await page.keyboard.type(lab.saml.metadataUrl);
  await page.keyboard.press("Enter");
  await page.waitForURL(/step=people/);
  await tabTo(page, "button", "Save and continue");
  await page.keyboard.press("Enter");
  await page.waitForURL(/step=test/);

  const opened = page.waitForEvent("popup");
  await tabTo(page, "button", /^Test$/);
  await page.keyboard.press("Enter");
  const window = await opened;
  await tabTo(window, "textbox", "Email address");
  await window.keyboard.type("nia@keyboard.example");
  await window.keyboard.press("Enter");
  await window.waitForURL(/\/sso-test\//);
  await tabTo(window, "button", /Close/);
  // The window is closed between key down and key up.
  await Promise.all([window.waitForEvent("close"), window.keyboard.down("Enter")]);
  await expect(page.getByText("The test has passed", { exact: true })).toBeVisible();
  await tabTo(page, "button", "Activate SSO");
  await page.keyboard.press("Enter");
  await tabTo(page, "button", "Activate SSO");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/login/);
});
