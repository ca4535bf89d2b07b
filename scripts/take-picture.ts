import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { type PictureName, pictureNames } from "../lib/core/help-pictures";

const folder = join("app", "docs", "pictures");
const lights = ["light", "dark"] as const;
const fileOf = (name: PictureName, light: string) => join(folder, `${name}-${light}.png`);

/** A picture of one point, so that the help can be built before a new picture was ever taken. */
const nothing = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** Puts a point in the place of every picture that is not there yet. */
export function fillGaps(): void {
  mkdirSync(folder, { recursive: true });
  for (const name of pictureNames)
    for (const light of lights)
      if (!existsSync(fileOf(name, light))) writeFileSync(fileOf(name, light), nothing);
}

interface Frame {
  /** What the picture shows; the whole window where left out. */
  of?: Locator;
  width?: number;
  height?: number;
  /** What is brought to the top of the window first. */
  top?: Locator;
}

/** Takes one picture in both lights. Its size is in points of the screen; text stays readable at the help's width. */
export async function takePicture(page: Page, name: PictureName, frame: Frame = {}): Promise<void> {
  const { of, top, width = 1040, height = 640 } = frame;
  const before = page.viewportSize();
  await page.setViewportSize({ width, height });
  for (const light of lights) {
    await page.emulateMedia({ colorScheme: light, reducedMotion: "reduce" });
    if (top) await top.evaluate((element) => element.scrollIntoView({ block: "start" }));
    else await page.evaluate(() => window.scrollTo(0, 0));
    // Nothing stays marked by the pointer or by the focus of the step before.
    await page.mouse.move(0, 0);
    const box = await of?.boundingBox();
    const clip = box && {
      x: box.x,
      y: Math.max(box.y, 0),
      width: box.width,
      height: Math.min(box.height, height - Math.max(box.y, 0)),
    };
    await page.screenshot({ path: fileOf(name, light), ...(clip ? { clip } : {}) });
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
}
