import { expect, test } from "vitest";
import { addReceipts, hasEnded, nothingEnded } from "./receipt";
import { receiptWords } from "./receipt-words";

test("a receipt is said in numbers, without what did not end", () => {
  const receipt = { ...nothingEnded, sessions: 3, personalTokens: 1, applications: 4, applicationsTold: 2 };
  expect(receiptWords(receipt)).toBe("3 sessions, 1 token, 2 applications told");
  expect(receiptWords({ ...receipt, applicationsTold: 0, sessions: 0, applications: 1 })).toBe(
    "1 token, 1 sign-in to an application",
  );
  expect(receiptWords({ sessions: 0, personalTokens: 0, toolTokens: 2 })).toBe("2 grants at tools");
  expect(receiptWords(nothingEnded)).toBeNull();
});

test("receipts add up", () => {
  const one = { ...nothingEnded, sessions: 1, refreshTokens: 2 };
  expect(addReceipts([one, one])).toEqual({ ...nothingEnded, sessions: 2, refreshTokens: 4 });
  expect([hasEnded(addReceipts([])), hasEnded(one)]).toEqual([false, true]);
});
