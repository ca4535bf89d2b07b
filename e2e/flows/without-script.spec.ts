import { gzipSync } from "node:zlib";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectAccessible } from "../support/axe";
import { connectSaml } from "../support/connect";
import { lab } from "../support/lab";
import { password } from "../support/spaces";
import { beSomebody, signIn } from "../support/wizard";

const slug = "unscripted";
const home = `${lab.appUrl}/${slug}`;
const reader = `rea@${slug}.example`;

/** A new browser, in which pages cannot run scripts unless it says so. */
async function visitor(
  browser: Browser,
  javaScriptEnabled = false,
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ javaScriptEnabled });
  return { page: await context.newPage(), context };
}

async function fillPassword(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(secret);
}

const send = (page: Page) => page.getByRole("button", { name: "Sign in", exact: true }).click();

test("without scripts, an email address leads through the provider to the space", async ({ browser }) => {
  await connectSaml(slug, "Directory");
  const { page, context } = await visitor(browser);
  await page.goto("/login");
  await page.getByLabel("Email address").fill("not an address");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("Enter one email address");
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("Email address")).toHaveValue("not an address");

  await page.getByLabel("Email address").fill(`nia@${slug}.example`);
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await page.waitForURL(`${lab.saml.url}/**`);
  await beSomebody(page, `nia@${slug}.example`);
  // The simulator's page sends itself by script.
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(home);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await context.close();
});

test("without scripts, a connection's button, a password and its code work", async ({ browser }) => {
  const { page, context } = await visitor(browser);
  await page.goto(`/${slug}/login?next=${encodeURIComponent(`/${slug}/account`)}`);
  await expect(page.getByRole("link", { name: "Continue with Directory" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Show password" })).toBeHidden();

  await fillPassword(page, reader, "not the password");
  await send(page);
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByRole("alert")).toContainText("password");
  await expect(page.getByLabel("Email address")).toHaveValue(reader);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
  await fillPassword(page, reader, password);
  await send(page);
  await expect(page).toHaveURL(`${home}/account`);
  await context.clearCookies();

  const totp = await enrol(browser);
  await page.goto(`/${slug}/login`);
  await fillPassword(page, reader, password);
  await send(page);
  await expect(page.getByRole("heading", { name: "Enter your code" })).toBeVisible();
  await page.getByLabel("Code").fill("12");
  await send(page);
  await expect(page.getByRole("alert")).toBeFocused();
  await page.getByLabel("Code").fill(totp.generate({ timestamp: Date.now() + 30_000 }));
  await send(page);
  await expect(page).toHaveURL(home);
  await context.clearCookies();

  await page.goto(`/${slug}/login`);
  await page.getByRole("link", { name: "Continue with Directory" }).click();
  await page.waitForURL(`${lab.saml.url}/**`);
  await context.close();
});

/** The reader sets up two-factor, in a browser with scripts. */
async function enrol(browser: Browser): Promise<TOTP> {
  const { page, context } = await visitor(browser, true);
  await signIn(page, slug, "rea");
  await page.goto(`/${slug}/account/two-factor`);
  await page.getByLabel("Current password").fill(password);
  await page.getByRole("button", { name: "Start" }).click();
  const key = await page.getByRole("textbox", { name: "Or enter this key by hand" }).inputValue();
  const totp = new TOTP({ secret: Secret.fromBase32(key.replaceAll(" ", "")) });
  await page.getByRole("textbox", { name: "Code" }).fill(totp.generate());
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByText("Keep these recovery codes")).toBeVisible();
  await context.close();
  return totp;
}

/** What a browser gets of scripts at an address: each as it comes compressed, those within the page too. */
async function scriptBytes(page: Page, address: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  const files: Promise<void>[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    const measured = response.body().then((body) => {
      sizes[response.url()] = gzipSync(body).length;
    });
    files.push(measured);
  });
  await page.goto(address, { waitUntil: "networkidle" });
  await Promise.all(files);
  const within = await page.locator("script:not([src])").allTextContents();
  within.forEach((text, index) => {
    sizes[`within the page, ${index + 1}`] = gzipSync(text).length;
  });
  return sizes;
}

test("the sign-in pages have at most 100 KB of compressed scripts", async ({ browser }) => {
  const limit = 100 * 1024;
  for (const address of ["/login", `/${slug}/login`, "/forgot-password"]) {
    const { page, context } = await visitor(browser, true);
    const sizes = await scriptBytes(page, address);
    const sum = Object.values(sizes).reduce((total, size) => total + size, 0);
    expect(sum, `${address} has ${sum} bytes: ${JSON.stringify(sizes)}`).toBeLessThanOrEqual(limit);
    expect(sum, `${address} has its own script`).toBeGreaterThan(0);
    await context.close();
  }
  // The measure itself: a page of the console's kind has Next's scripts, which it must find.
  const { page, context } = await visitor(browser, true);
  const sizes = await scriptBytes(page, "/docs");
  expect(Object.values(sizes).reduce((total, size) => total + size, 0)).toBeGreaterThan(limit);
  await context.close();
});

test("with scripts, a password can be seen, an empty field is named, and a form is sent once", async ({
  browser,
}) => {
  const { page, context } = await visitor(browser, true);
  const refused: string[] = [];
  page.on("console", (message) => refused.push(message.text()));
  await page.goto("/login?option=password");
  await expect(page.getByLabel("Email address")).toBeFocused();
  const secret = page.getByLabel("Password", { exact: true });
  await secret.fill("wrong, but typed");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(secret).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(secret).toHaveAttribute("type", "password");

  const posts: string[] = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  await send(page);
  await expect(page.getByLabel("Email address")).toBeFocused();
  await expect(secret).toHaveValue("wrong, but typed");
  expect(posts).toEqual([]);

  await page.getByLabel("Email address").fill(`admin@${slug}.example`);
  // Within the page: from outside nothing is seen of it while the answer is on its way.
  await page.evaluate(() => {
    const button = document.querySelector<HTMLButtonElement>("button[type=submit]");
    button?.click();
    sessionStorage.setItem("sent", button?.outerHTML ?? "");
    button?.click();
  });
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByLabel("Email address")).toHaveValue(`admin@${slug}.example`);
  expect(posts).toHaveLength(1);
  const sent = await page.evaluate(() => sessionStorage.getItem("sent"));
  expect(sent).toContain("Signing in</button>");
  expect(sent).toContain('aria-disabled="true"');
  await expectAccessible(page);
  await secret.fill(password);
  await send(page);
  await expect(page).toHaveURL(home);
  expect(refused.filter((text) => /Content Security Policy|Refused/.test(text))).toEqual([]);
  await context.close();
});

test("a page of the console's kind leads to a sign-in page by loading it", async ({ browser }) => {
  const { page, context } = await visitor(browser, true);
  await page.goto(`/sign-in-refused?code=no_licence`, { waitUntil: "networkidle" });
  await page.evaluate(() => document.body.setAttribute("data-left", "not yet"));
  await page.getByRole("link", { name: "Back to sign-in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
  await expect(page).toHaveURL(`${lab.appUrl}/login`);
  await expect(page.locator("body[data-left]")).toHaveCount(0);
  await expect(page.locator("script")).toHaveCount(1);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "You were not signed in" })).toBeVisible();
  await context.close();
});

test("the choice of a theme is in the page before it is drawn", async ({ browser }) => {
  const { page, context } = await visitor(browser);
  await context.addCookies([{ name: "theme", value: "dark", url: lab.appUrl }]);
  await page.goto("/login");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await context.close();
});
