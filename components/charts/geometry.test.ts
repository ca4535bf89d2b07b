import { describe, expect, test } from "vitest";
import { drawBars, drawSparkline } from "./geometry";

const day = (admitted: number, refused = 0, name = "2026-11-01") => ({ day: name, admitted, refused });

describe("the bars of a chart", () => {
  test("start at zero, the highest reaching the top of a round scale", () => {
    const { bars } = drawBars([day(50), day(100, 0, "2026-11-02")], 100, 80);
    expect(bars[0]?.admitted).toMatchObject({ y: 40, height: 40 });
    expect(bars[1]?.admitted).toMatchObject({ y: 0, height: 80 });
  });

  test("put refused ones above admitted ones, and a single one among thousands stays visible", () => {
    const { bars } = drawBars([day(5_000, 1)], 100, 80);
    const [only] = bars;
    expect(only?.refused?.height).toBe(2);
    expect(only?.refused?.y).toBeLessThan(only?.admitted?.y ?? 0);
  });

  test("a day without a sign-in has no bar, and a month without any yields only numbers", () => {
    const { bars, grid } = drawBars([day(0), day(0, 0, "2026-11-02")], 100, 80);
    expect(bars.every(({ admitted, refused }) => admitted === null && refused === null)).toBe(true);
    expect(grid.every(({ y }) => Number.isFinite(y))).toBe(true);
  });

  test("nothing exceeds the drawing", () => {
    const { bars } = drawBars([day(3, 7), day(9, 1, "2026-11-02"), day(0, 2, "2026-11-03")], 90, 40);
    for (const { admitted, refused } of bars)
      for (const bar of [admitted, refused]) {
        if (!bar) continue;
        expect(bar.x).toBeGreaterThanOrEqual(0);
        expect(bar.x + bar.width).toBeLessThanOrEqual(90.001);
        expect(bar.y).toBeGreaterThanOrEqual(0);
        expect(bar.y + bar.height).toBeLessThanOrEqual(40);
      }
  });

  test("the grid has whole numbers only", () => {
    expect(drawBars([day(1)], 100, 80).grid.map(({ value }) => value)).toEqual([1]);
  });
});

describe("a sparkline", () => {
  test("draws a line and an area for several numbers, for zeros and for a single one", () => {
    for (const counts of [[1, 5, 2], [0, 0, 0], [7]]) {
      const { line, area } = drawSparkline(counts, 96, 24);
      expect(line).toMatch(/^M/);
      expect(area).toMatch(/^M/);
      expect(`${line}${area}`).not.toContain("NaN");
    }
  });
});
