import { expect, test } from "vitest";
import { forEachAtOnce } from "./for-each-at-once";

test("runs each once, in order of beginning, and never more than the limit at the same time", async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  await forEachAtOnce([1, 2, 3, 4, 5], 2, async (one) => {
    begun.push(one);
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 5));
    running -= 1;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test("one that hangs does not delay the others", async () => {
  const done: number[] = [];
  let release = () => {};
  const hanging = new Promise<void>((resolve) => {
    release = resolve;
  });
  const all = forEachAtOnce([1, 2, 3], 2, async (one) => {
    if (one === 1) await hanging;
    done.push(one);
    if (one === 3) release();
  });
  await all;
  expect(done).toEqual([2, 3, 1]);
});

test("of nothing does nothing", async () => {
  await forEachAtOnce([], 4, () => Promise.reject(new Error("called")));
});
