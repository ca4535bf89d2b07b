import { expect, test } from "vitest";
import { placeOnTimeline } from "./timeline-geometry";

const now = new Date("2026-11-30T12:00:00Z");
const from = (notBefore: string, notAfter: string) => ({ notBefore, notAfter });

test("a certificate that expires before another one ends further left, and both include today", () => {
  const { bars, today } = placeOnTimeline(
    [from("2024-01-01", "2026-12-12"), from("2026-11-01", "2029-01-01")],
    now,
  );
  const [old, next] = bars;
  expect((old?.left ?? 0) + (old?.width ?? 0)).toBeLessThan((next?.left ?? 0) + (next?.width ?? 0));
  expect(old?.left).toBeLessThan(today);
  expect((old?.left ?? 0) + (old?.width ?? 0)).toBeGreaterThan(today);
  expect(next?.left).toBeLessThan(today);
});

test("one that expired years ago and one of thirty years stay on the line", () => {
  for (const { left, width } of placeOnTimeline(
    [from("2010-01-01", "2012-01-01"), from("2020-01-01", "2050-01-01")],
    now,
  ).bars) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(width).toBeGreaterThan(0);
    expect(left + width).toBeLessThanOrEqual(101);
  }
});
