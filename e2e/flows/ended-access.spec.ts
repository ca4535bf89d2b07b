import { expect, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { connectOpenId } from "../support/connect";
import { lab } from "../support/lab";
import { signIn } from "../support/wizard";

const { url: notes } = lab.notes;

test("a provider or an administrator ends somebody's access: their sessions here and in the application end, with a receipt", async ({
  page: admin,
  browser,
}) => {
  const slug = "ended";
  const { connectionId } = await connectOpenId(slug, "ended");
  const ada = await (await browser.newContext()).newPage();
  await ada.goto(`${notes}/sign-in?organization=${slug}`);
  await ada.getByRole("link", { name: /Continue with OpenID/ }).click();
  await ada.getByRole("button", { name: "Ada Moreno" }).click();
  await ada.waitForURL(`${notes}/`);
  await expect(ada.getByRole("heading", { name: "Hello, Ada" })).toBeVisible();

  await signIn(admin, slug);
  const settings = `/${slug}/admin/security/sso/${connectionId}?tab=settings`;
  await admin.goto(settings);
  await expect(admin.getByText("Nothing has arrived yet.")).toBeVisible();
  await admin.getByText(/^Addresses to paste at/).click();
  const endpoint = await admin
    .getByRole("textbox", { name: "Global token revocation endpoint" })
    .inputValue();
  await expectAccessible(admin);

  const provider = await (await browser.newContext()).newPage();
  const send = async (kind: string, status: number) => {
    await provider.goto(lab.openid.url);
    await provider.getByLabel("Kind").selectOption({ label: kind });
    await provider.getByLabel("Address", { exact: true }).fill(endpoint);
    await provider.getByLabel("Person").selectOption({ label: "Ada Moreno" });
    await provider.getByRole("button", { name: "Send it" }).click();
    await expect(provider.getByRole("status")).toHaveText(`The application answered ${status}.`);
  };
  await send("Global token revocation (Universal Logout)", 204);

  await ada.goto(`${lab.appUrl}/${slug}`);
  await expect(ada).toHaveURL(/\/login/);
  const isTold = () =>
    expect
      .poll(
        async () => {
          await ada.goto(`${notes}/`);
          return ada.getByText("You are not signed in.").isVisible();
        },
        { timeout: 30_000 },
      )
      .toBe(true);
  await isTold();

  // Without the provider's proof it is not even kept; a second one finds nothing to end.
  await send("CAEP: session revoked", 401);
  await send("Global token revocation (Universal Logout)", 204);
  await admin.goto(settings);
  const signals = admin.getByRole("table", { name: /^Signals of/ });
  const rows = signals.getByRole("row").filter({ hasText: "Universal Logout" });
  await expect(rows.filter({ hasText: "Ended 1 session, 1 application told" })).toHaveCount(1);
  await expect(rows.filter({ hasText: "There was nothing to end" })).toHaveCount(1);
  await expect(signals.getByText("Refused")).toHaveCount(0);
  await expectAccessible(admin);
  await admin.goto(`/${slug}/admin/security/audit?action=access.ended`);
  await expect(admin.getByRole("row", { name: /Ended a person's access/ })).toHaveCount(1);

  // She comes back, and an administrator ends it by hand.
  const comesBack = async () => {
    await ada.goto(`${notes}/sign-in?organization=${slug}`);
    await ada.getByRole("link", { name: /Continue with OpenID/ }).click();
    await ada.getByRole("button", { name: "Ada Moreno" }).click();
    await ada.waitForURL(`${notes}/`);
  };
  await comesBack();
  await admin.goto(`/${slug}/admin/users?q=ada`);
  await admin.getByRole("link", { name: "ada.moreno@acme.example" }).click();
  const card = admin
    .locator("section")
    .filter({ has: admin.getByRole("heading", { name: "Applications and tokens" }) });
  await expect(card.getByText("Acme Notes")).toBeVisible();
  await card.getByRole("button", { name: "End access now" }).click();
  const dialog = admin.getByRole("dialog", { name: "End the access of ada.moreno@acme.example now?" });
  await expect(dialog).toContainText("1 session ends immediately.");
  await expect(dialog).toContainText("1 sign-in to an application ends");
  await expectAccessible(admin);
  await dialog.getByRole("button", { name: "End access now" }).click();
  await expect(admin.getByText("Access ended: 1 session, 1 application told.")).toBeVisible();
  await expect(card).toContainText("No application");
  await expect(card).toContainText("Access last ended");
  await expectAccessible(admin);
  await isTold();

  // Her own account says what she is signed in to.
  await comesBack();
  await ada.goto(`${lab.appUrl}/${slug}/account`);
  await expect(ada.getByRole("region", { name: "Applications you are signed in to" })).toContainText("Notes");
  await expectAccessible(ada);

  // Whoever signs out learns in how many browsers they are still signed in.
  const second = await (await browser.newContext()).newPage();
  await signIn(second, slug);
  await second.goto("/logout");
  await second.getByRole("button", { name: "Sign out" }).click();
  await expect(second.getByText("1 other browser is still signed in to your account.")).toBeVisible();
  await expectAccessible(second);
});
