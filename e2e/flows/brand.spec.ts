import { type Browser, expect, type Page, test } from "@playwright/test";
import sharp from "sharp";
import { expectAccessible } from "../support/axe";
import { signIn } from "../support/wizard";

const slug = "branded";
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

const wordmark = () =>
  sharp({ create: { width: 600, height: 120, channels: 4, background: { r: 20, g: 40, b: 60, alpha: 1 } } })
    .png()
    .toBuffer();

/** The colour of the button of a visitor's sign-in page, and what the browser refused to load there. */
async function visit(browser: Browser, address: string, colorScheme: "light" | "dark") {
  const context = await browser.newContext({ colorScheme });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Refused/.test(message.text())) refused.push(message.text());
  });
  await page.goto(address);
  await expectAccessible(page);
  return { page, refused, close: () => context.close() };
}

const buttonColour = (page: Page) =>
  page
    .getByRole("button", { name: "Sign in" })
    .evaluate((button) => getComputedStyle(button).backgroundColor);

test("an administrator gives the space a logo and an accent, and people see them on their way in", async ({
  page,
  browser,
}) => {
  await signIn(page, slug);
  await page.goto(`/${slug}/admin`);
  await page.getByRole("link", { name: "Brand", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Brand" })).toBeVisible();
  await expectAccessible(page);

  await page
    .getByLabel("Logo (optional)", { exact: true })
    .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from(svg) });
  await expect(page.getByText("SVG files can carry scripts").first()).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("SVG files can carry scripts").first()).toBeVisible();
  await expect(page.getByText("Saved. The sign-in page shows it now.")).toHaveCount(0);

  await page
    .getByLabel("Logo (optional)", { exact: true })
    .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: await wordmark() });
  const accent = page.getByLabel("Accent colour (optional)", { exact: true });
  await accent.fill("yellow");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("A colour has six hexadecimal digits").first()).toBeVisible();
  await accent.fill("#ffcc00");
  await expect(page.getByText("The nearest readable shade.")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. The sign-in page shows it now.")).toBeVisible();
  await expect(page.getByLabel("Remove the current logo")).toBeVisible();

  for (const [theme, colour] of [
    ["light", "rgb(135, 106, 0)"],
    ["dark", "rgb(255, 204, 0)"],
  ] as const) {
    const visitor = await visit(browser, `/${slug}/login`, theme);
    const logo = visitor.page.getByRole("img", { name: "How it is branded" });
    await expect(logo).toBeVisible();
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(600);
    expect(await buttonColour(visitor.page)).toBe(colour);
    await visitor.page.getByRole("link", { name: "Forgotten password?" }).click();
    await expect(visitor.page.getByRole("heading", { name: "Forgotten password?" })).toBeVisible();
    await expect(logo).toBeVisible();
    expect(visitor.refused).toEqual([]);
    await visitor.close();
  }
  const elsewhere = await visit(browser, "/desk/login", "light");
  expect(await buttonColour(elsewhere.page)).not.toBe("rgb(135, 106, 0)");
  await expect(elsewhere.page.getByRole("img")).toHaveCount(0);
  await elsewhere.close();

  await page.getByRole("button", { name: "Reset to default" }).click();
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Reset" }).click();
  await expect(page.getByRole("button", { name: "Reset to default" })).toHaveCount(0);
  await expect(accent).toHaveValue("");
  const after = await visit(browser, `/${slug}/login`, "light");
  await expect(after.page.getByRole("img")).toHaveCount(0);
  await after.close();
});
