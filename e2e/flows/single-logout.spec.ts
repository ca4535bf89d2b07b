import { expect, test } from "@playwright/test";
import { apiOf } from "../support/api";
import { expectAccessible } from "../support/axe";
import { connectSaml } from "../support/connect";
import { lab } from "../support/lab";
import { signIn } from "../support/wizard";

const slug = "single-logout";

test("SAML single logout: the provider ends a session here, and a sign-out here ends the provider's", async ({
  page: admin,
  browser,
}) => {
  const person = { email: "ada.moreno@acme.example", role: "reader" };
  expect(await apiOf(slug)("POST", "/users", person)).toMatchObject({ status: 201 });
  const { connectionId, reference } = await connectSaml(slug);
  const ada = await (await browser.newContext()).newPage();
  const signInAsAda = async () => {
    await ada.goto(`/${slug}/sso/${reference}`);
    await ada.getByRole("button", { name: "Ada Moreno" }).click();
    await expect(ada).toHaveURL(new RegExp(`/${slug}$`));
  };
  /** Signs Ada out at the provider, in her own browser. */
  const signOutThere = async (button: string, fault?: string) => {
    await ada.goto(lab.saml.url);
    const form = ada.locator("form", { hasText: "ada.moreno@acme.example" }).first();
    if (fault) await form.getByLabel("Fault").selectOption({ label: fault });
    await form.getByRole("button", { name: button }).click();
  };
  const answered = ada.getByRole("heading", { name: "The application answered: Success" });

  for (const button of ["Sign out by redirect", "Sign out by form"]) {
    await signInAsAda();
    await signOutThere(button);
    await expect(answered).toBeVisible();
    await ada.goto(`/${slug}`);
    await expect(ada).toHaveURL(/\/login/);
  }

  // A forged request ends nothing.
  await signInAsAda();
  await signOutThere("Sign out by redirect", "Signed by somebody else's key");
  await expect(ada.getByRole("heading", { name: "You were not signed out" })).toBeVisible();
  await expect(ada.getByText("logout_signature_wrong")).toBeVisible();
  for (const colorScheme of ["dark", "light"] as const) {
    await ada.emulateMedia({ colorScheme });
    await expectAccessible(ada);
  }
  await ada.goto(`/${slug}`);
  await expect(ada).toHaveURL(new RegExp(`/${slug}$`));

  // Signing out here: the provider is asked, and answers.
  await ada.goto("/logout");
  await ada.getByRole("button", { name: "Sign out" }).click();
  await expect(ada.getByText("Here and at your identity provider.")).toBeVisible();

  await signIn(admin, slug);
  await admin.goto(`/${slug}/admin/security/sso/${connectionId}?tab=settings`);
  const signals = admin.getByRole("table", { name: /^Signals of/ });
  await expect(signals.getByRole("row").filter({ hasText: "Ended 1 session" })).toHaveCount(2);
  await expect(signals.getByText("matches none of this connection's certificates")).toBeVisible();
  await admin.getByText(/^Addresses to paste at/).click();
  await expect(admin.getByRole("textbox", { name: "Single logout URL" })).toHaveValue(
    `${lab.appUrl}/api/sso/saml/${connectionId}/slo`,
  );
  await expectAccessible(admin);
});
