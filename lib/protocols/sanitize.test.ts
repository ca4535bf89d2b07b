import { expect, test } from "vitest";
import { sanitizeForDisplay } from "./sanitize";

test.each([
  [null, null],
  [undefined, null],
  ["plain", "plain"],
  ["<b>markup</b>", "<b>markup</b>"],
  ["line\r\nbreak\tand tab", "line break and tab"],
  ["null\u0000", "null\ufffd"],
  ["abc\u202edef\u2066\u200b\ufeff", "abc\ufffddef\ufffd\ufffd\ufffd"],
  [["a", "b"], "a, b"],
  [["a", 1], '["a",1]'],
  [{ a: 1 }, '{"a":1}'],
  [5, "5"],
  [new Date(0), "1970-01-01T00:00:00.000Z"],
])("%j is shown as %j", (value, expected) => {
  expect(sanitizeForDisplay(value)).toBe(expected);
});

test("long values are cut", () => {
  expect(sanitizeForDisplay("x".repeat(1_000_000))).toBe(`${"x".repeat(200)}…`);
});
