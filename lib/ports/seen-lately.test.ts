import { expect, test } from "vitest";
import { SeenLately } from "./seen-lately";

const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes));

test("a value that was found in the database is remembered for an hour", () => {
  const lately = new SeenLately();
  expect(lately.isKnown("groups staff", at(0))).toBe(false);
  lately.know("groups staff", at(0));
  expect(lately.isKnown("groups staff", at(59))).toBe(true);
  expect(lately.isKnown("groups editors", at(59))).toBe(false);
  expect(lately.isKnown("groups staff", at(60))).toBe(false);
});

test("it forgets everything rather than grow", () => {
  const lately = new SeenLately();
  for (let number = 0; number < 10_000; number += 1) lately.know(`value ${number}`, at(0));
  expect(lately.isKnown("value 0", at(1))).toBe(true);
  lately.know("one more", at(0));
  expect(lately.isKnown("value 0", at(1))).toBe(false);
  expect(lately.isKnown("one more", at(1))).toBe(true);
});
