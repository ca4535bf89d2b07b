import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "../support/axe";
import { beginWizard, signIn } from "../support/wizard";

/** Every page of the help that its contents lead to, and one of the guides. */
async function addresses(page: Page): Promise<string[]> {
  await page.goto("/docs");
  const links = page.getByRole("main").getByRole("link");
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  return [
    "/docs",
    ...new Set(hrefs),
    "/docs/providers/okta",
    "/docs/providers/hubspot",
    "/docs/refusals/the-round-trip",
    "/docs?q=certificate",
  ];
}

const parts = [1, 2, 3];
for (const part of parts) {
  test(`every page of the help is public, accessible and whole, on a desk by day and on a phone by night: part ${part} of ${parts.length}`, async ({
    page,
  }) => {
    const all = await addresses(page);
    expect(all.length).toBeGreaterThan(18);
    for (const address of all.filter((_, place) => place % parts.length === part - 1))
      await lookAt(page, address);
  });
}

async function lookAt(page: Page, address: string): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const answer = await page.goto(address);
  expect(answer?.status(), address).toBe(200);
  // These two repeat one kind of box a hundred times, which takes long to check; its parts are on other pages too.
  const isLong = address === "/docs/refusals" || address === "/docs/api";
  if (!isLong) await expectAccessible(page);
  await expectPictures(page, address);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide, `${address} scrolls sideways`).toBeLessThanOrEqual(0);
  if (inDark.has(address)) await expectAccessible(page);
  await expectPictures(page, address);
}

/** One page of each kind. */
const inDark = new Set([
  "/docs",
  "/docs/administrators/set-up",
  "/docs/words",
  "/docs/providers",
  "/docs/providers/okta",
]);

/** The pictures of the visible colour scheme are loaded; the others are not. */
async function expectPictures(page: Page, address: string): Promise<void> {
  const shown = page.getByRole("main").locator("figure img:visible");
  for (const picture of await shown.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth), { message: address })
      .toBeGreaterThan(300);
  }
}

test("no link of the help is dead, and unknown addresses get a 404", async ({ page, request }) => {
  const seen = new Map<string, string>();
  for (const address of await addresses(page)) {
    await page.goto(address);
    const hrefs = await page
      .locator("a[href]")
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).getAttribute("href") ?? ""));
    for (const href of hrefs) if (href.startsWith("/")) seen.set(href.split("#")[0] ?? "", address);
  }
  for (const [href, from] of seen) expect((await request.get(href)).status(), `${href} on ${from}`).toBe(200);
  expect((await request.get("/docs/nothing/here")).status()).toBe(404);
  expect((await request.get("/docs/providers/nobody")).status()).toBe(404);
});

test("screens link to the right place in the help", async ({ page, context }) => {
  await page.goto("/sign-in-refused?code=no_licence");
  await page.getByRole("link", { name: "Help", exact: true }).click();
  await expect(page).toHaveURL(/\/docs\/refusals\/who-may-come-in#no_licence$/);
  await expect(page.getByRole("article", { name: "no_licence" })).toBeInViewport();

  await signIn(page, "help-reader");
  await beginWizard(page, "help-reader", "SAML 2.0", "A provider");
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: /^Help with this page/ }).click();
  const help = await opened;
  await expect(help).toHaveURL(/\/docs\/administrators\/set-up#configure$/);
  await expect(help.getByRole("heading", { name: "Copy values both ways" })).toBeInViewport();

  await help.getByRole("searchbox", { name: "Search the help" }).fill("locked out");
  await help.keyboard.press("Enter");
  await help
    .getByRole("main")
    .getByRole("link", { name: /Locked out/ })
    .click();
  await expect(help).toHaveURL(/\/docs\/administrators\/passwords#locked-out$/);
});
