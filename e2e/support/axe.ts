import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * Fails with the rules that the page breaks and the first place of each. All rules are run, in the page itself and
 * without details of passed ones: axe's other way, by a second page, finds the same in a page without frames of other
 * sites, and takes four times as long.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const analyze = () =>
    new AxeBuilder({ page })
      .setLegacyMode(true)
      .options({ resultTypes: ["violations"] })
      .analyze();
  let { violations } = await analyze();
  // While one page gives way to the next, the title of the first is gone for a moment.
  if (violations.some(({ id }) => id === "document-title")) {
    await expect(page).toHaveTitle(/./);
    ({ violations } = await analyze());
  }
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(" ")}`)).toEqual([]);
}
