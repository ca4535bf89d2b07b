import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { beginWizard, configureSaml, signIn } from "../support/wizard";

const views = [
  { name: "desk, light", viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  { name: "phone, dark", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;

async function look(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expectAccessible(page);
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide, `${address} scrolls sideways`).toBeLessThanOrEqual(0);
}

test.describe.configure({ mode: "serial" });

test("a connection to look at", async ({ page }) => {
  await signIn(page, "looks");
  await beginWizard(
    page,
    "looks",
    "SAML 2.0",
    "A provider with quite a long name, as some companies give them to their directories",
  );
  await configureSaml(page);
});

test("a page that takes its time has a stand-in, and then comes", async ({ page }) => {
  await signIn(page, "looks");
  await page.goto("/looks/admin/teams");
  let go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route(/\/admin\/users/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Users" }).click();
  await expect(page.getByText("Users is on its way")).toBeAttached();
  await expectAccessible(page);
  go();
  await expect(page.getByRole("heading", { level: 1, name: "Users" })).toBeVisible();
  await expect(page.getByText("Users is on its way")).toHaveCount(0);
});

for (const { name, viewport, colorScheme } of views) {
  test(`no page breaks a rule of accessibility or scrolls sideways: ${name}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    for (const address of [
      "/login",
      "/looks/login",
      "/forgot-password",
      "/sign-in-refused?code=no_licence",
      "/nowhere/at/all",
    ])
      await look(page, address);
    await signIn(page, "looks");
    await page.goto("/looks/admin/security/sso");
    const edit = await page
      .getByRole("link", { name: /A provider with quite/ })
      .first()
      .getAttribute("href");
    const id = /conn_[a-z0-9]+/.exec(edit ?? "")?.[0];
    const admin = "/looks/admin";
    for (const step of ["prepare", "provider", "configure", "people", "test"])
      await look(page, `${admin}/security/sso/new?connection=${id}&step=${step}`);
    const addresses = [
      "",
      "/account",
      "/admin",
      "/admin/users",
      "/admin/teams",
      "/admin/approvals",
      "/admin/security/sign-in",
      "/admin/security/sign-ins",
      `/admin/security/sso/${id}/mapping`,
      "/admin/security/sso",
      `/admin/security/sso/${id}`,
      "/admin/security/domains",
      "/admin/security/tokens",
      "/admin/security/sessions",
      "/admin/security/audit",
      "/admin/developers/webhooks",
      "/admin/developers/webhooks/new",
    ];
    for (const address of addresses) await look(page, `/looks${address}`);
    await context.close();
  });
}
