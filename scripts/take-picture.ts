import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { type PictureName, pictureNames } from "../lib/model/help-pictures";

const folder = join("app", "docs", "pictures");
const lights = ["light", "dark"] as const;
const fileOf = (name: PictureName, light: string) => join(folder, `${name}-${light}.webp`);

/** A picture of one pixel, so that the help can be built before a new picture was ever taken. */
const nothing = Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64");

/** Puts a pixel in place of every missing picture. */
export function fillGaps(): void {
  mkdirSync(folder, { recursive: true });
  for (const name of pictureNames)
    for (const light of lights)
      if (!existsSync(fileOf(name, light))) writeFileSync(fileOf(name, light), nothing);
}

interface Frame {
  /** The whole window, not only the part beside the menu. */
  whole?: boolean;
  /** Of the window. */
  width?: number;
  height?: number;
  /** The element to scroll to the top of the window first. */
  top?: Locator;
}

/**
 * Takes one picture in both colour schemes, as WebP: half the size of a PNG of a screen. Its size is in points of the
 * screen, so that text stays readable at the help's width.
 */
export async function takePicture(page: Page, name: PictureName, frame: Frame = {}): Promise<void> {
  const { whole = false, top, width = 1040, height = 640 } = frame;
  const before = page.viewportSize();
  await page.setViewportSize({ width, height });
  const browser = await page.context().newCDPSession(page);
  for (const light of lights) {
    await page.emulateMedia({ colorScheme: light, reducedMotion: "reduce" });
    if (top) await top.evaluate((element) => element.scrollIntoView({ block: "start" }));
    else await page.evaluate(() => window.scrollTo(0, 0));
    // Nothing stays hovered by the pointer of the step before.
    await page.mouse.move(0, 0);
    // Colours fade from one scheme to the other.
    await page.waitForTimeout(300);
    const left = whole ? 0 : ((await page.getByRole("main").boundingBox())?.x ?? 0);
    const scrolled = await page.evaluate(() => window.scrollY);
    const { data } = await browser.send("Page.captureScreenshot", {
      format: "webp",
      quality: 85,
      clip: { x: left, y: scrolled, width: width - left, height, scale: 1 },
    });
    writeFileSync(fileOf(name, light), Buffer.from(data, "base64"));
  }
  await browser.detach();
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
}
