import { expect, test } from "vitest";
import { exactWords, relativeWords } from "./relative-time-words";

const now = new Date("2025-06-15T12:00:00Z");
const seconds = (count: number) => new Date(now.getTime() + count * 1000);

test.each([
  [0, "now"],
  [-59, "now"],
  [-60, "1 minute ago"],
  [-3599, "59 minutes ago"],
  [-86_399, "23 hours ago"],
  [-86_400, "yesterday"],
  [86_400, "tomorrow"],
  [3 * 86_400, "in 3 days"],
  [-21 * 86_400, "3 weeks ago"],
  [-400 * 86_400, "last year"],
])("%i seconds from now is %j", (offset, words) => {
  expect(relativeWords(seconds(offset), now, "en")).toBe(words);
});

test("the exact words follow language and zone", () => {
  expect(exactWords(now, "en-GB", "UTC")).toBe("15 Jun 2025, 12:00");
  expect(exactWords(now, "de-DE", "Europe/Berlin")).toBe("15.06.2025, 14:00");
});
