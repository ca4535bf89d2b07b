import { expect, test } from "vitest";
import { readAnswerHints } from "../read-answer-hints";
import { answersForEveryStage } from "../testing/every-stage";
import { leftovers, nativeMemory } from "../testing/native-memory";
import { attempt, now, outcome, someSettings } from "../testing/scene";
import { verifyResponse } from "../verify-response";

const answers = Object.entries(answersForEveryStage());

test.each(answers)("disposes of every native document: %s", (name, { samlResponse, settings }) => {
  const code = name.split(",")[0];
  expect(outcome(samlResponse, { settings })).toBe(code);
  expect(leftovers(() => outcome(samlResponse, { settings }))).toEqual({});
  expect(leftovers(() => readAnswerHints(samlResponse))).toEqual({});
});

test("5,000 verifications, including refusals of each stage, leave libxml2's memory unchanged", () => {
  const prepared = answers.map(([, { samlResponse, settings }]) => ({
    samlResponse,
    settings: someSettings(settings),
  }));
  const round = (times: number): void => {
    for (let i = 0; i < times; i++) {
      for (const { samlResponse, settings } of prepared)
        verifyResponse({ samlResponse }, settings, attempt, now);
    }
  };
  // The place of the next buffer depends a little on what was freed last, so the lowest of several counts.
  const lowestAddress = (): number => {
    const looks = Array.from({ length: 8 }, (_, i) => {
      for (const { samlResponse, settings } of prepared.slice(i))
        verifyResponse({ samlResponse }, settings, attempt, now);
      return nativeMemory().address;
    });
    return Math.min(...looks);
  };
  round(5);
  const [bytes, address] = [nativeMemory().bytes, lowestAddress()];
  round(Math.ceil(5000 / prepared.length));
  expect(nativeMemory().bytes).toBe(bytes);
  expect(lowestAddress() - address).toBeLessThan(16 * 1024);
}, 120_000);
