import { type BrowserContext, expect, type Page, test } from "@playwright/test";
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

const admin = "/looks/admin";

/** The pages, grouped by test. `connectionId` is the connection that the first test creates. */
const groups: {
  name: string;
  signedIn: boolean;
  isOperator?: boolean;
  addresses: (connectionId: string) => string[];
}[] = [
  {
    name: "before a sign-in",
    signedIn: false,
    addresses: () => [
      "/login",
      "/looks/login",
      "/forgot-password",
      "/sign-in-refused?code=no_licence",
      "/nowhere/at/all",
    ],
  },
  {
    name: "the wizard",
    signedIn: true,
    addresses: (id) =>
      ["prepare", "provider", "configure", "people", "test"].map(
        (step) => `${admin}/security/sso/new?connection=${id}&step=${step}`,
      ),
  },
  {
    name: "home, account and people",
    signedIn: true,
    addresses: () => [
      "/looks",
      "/looks/account",
      admin,
      ...["users", "teams", "approvals", "brand"].map((page) => `${admin}/${page}`),
    ],
  },
  {
    name: "single sign-on",
    signedIn: true,
    addresses: (id) =>
      ["sign-in", "sign-ins", `sso/${id}/mapping`, "sso"].map((page) => `${admin}/security/${page}`),
  },
  {
    name: "a connection",
    signedIn: true,
    addresses: (id) =>
      ["overview", "settings", "people", "tests", "history"].map(
        (tab) => `${admin}/security/sso/${id}?tab=${tab}`,
      ),
  },
  {
    name: "security and developers",
    signedIn: true,
    addresses: () => [
      ...["domains", "tokens", "sessions", "audit"].map((page) => `${admin}/security/${page}`),
      ...["webhooks", "webhooks/new"].map((page) => `${admin}/developers/${page}`),
    ],
  },
  {
    name: "the operators' pages",
    signedIn: true,
    isOperator: true,
    addresses: () => [
      "/operator",
      ...["domains", "applications", "tokens", "outbox", "brand", "spaces/new"].map(
        (page) => `/operator/${page}`,
      ),
    ],
  },
];

/** The signed-in browser and the connection of the first test. */
let signedIn: Awaited<ReturnType<BrowserContext["storageState"]>>;
let operatorSignedIn: typeof signedIn;
let connectionId = "";

test.describe.configure({ mode: "serial" });

test("a connection to check", async ({ page }) => {
  await signIn(page, "looks");
  await beginWizard(
    page,
    "looks",
    "SAML 2.0",
    "A provider with quite a long name, as some companies give them to their directories",
  );
  await configureSaml(page);
  connectionId = new URL(page.url()).searchParams.get("connection") ?? "";
  expect(connectionId).toMatch(/^conn_[a-z0-9]+$/);
  signedIn = await page.context().storageState();
});

test("an operator to look around as", async ({ page }) => {
  await signIn(page, "staff", "operator");
  operatorSignedIn = await page.context().storageState();
});

test("a slow page has a placeholder, and then appears", async ({ page }) => {
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
  await page.getByRole("navigation", { name: "Console" }).getByRole("link", { name: "Members" }).click();
  // At once: the pressed link is marked, and the line along the top is drawn.
  await expect(page.getByRole("link", { name: "Members" }).locator("[data-pending]")).toBeAttached();
  await expect(page.locator(".animate-navigate")).toBeVisible();
  await expect(page.getByText("Loading Members")).toBeAttached();
  await expectAccessible(page);
  go();
  await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
  await expect(page.getByText("Loading Members")).toHaveCount(0);
  await expect(page.locator(".animate-navigate")).toHaveCount(0);
});

for (const view of views) {
  for (const group of groups) {
    test(`no page breaks a rule of accessibility or of the security policy, or scrolls sideways: ${group.name}, ${view.name}`, async ({
      browser,
    }) => {
      const { viewport, colorScheme } = view;
      const storageState = !group.signedIn ? undefined : group.isOperator ? operatorSignedIn : signedIn;
      const context = await browser.newContext({ viewport, colorScheme, storageState });
      const page = await context.newPage();
      const refused: string[] = [];
      page.on("console", (message) => {
        if (message.text().includes("Content Security Policy"))
          refused.push(`${page.url()}: ${message.text()}`);
      });
      for (const address of group.addresses(connectionId)) await look(page, address);
      expect(refused, "what the security policy refused").toEqual([]);
      await context.close();
    });
  }
}
