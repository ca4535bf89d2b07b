import { afterEach, expect, test, vi } from "vitest";
import { createMetrics } from "@/lib/infra/metrics/metrics";
import { startRounds } from "./start-rounds";

afterEach(() => {
  vi.useRealTimers();
});

test("a failed round is logged and counted, the next one is tried, and a good one ends the alarm", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const said: unknown[] = [];
  const metrics = createMetrics();
  const log = { debug() {}, info() {}, warn() {}, error: (_: string, about?: object) => said.push(about) };
  const results = ["good", "bad", "bad", "good"];
  const done: (string | undefined)[] = [];
  const round = async () => {
    const result = results[done.length];
    done.push(result);
    if (result === "bad") throw new Error("broken");
  };
  const failing = async (work: string) =>
    new RegExp(`gatehouse_background_failed\\{work="${work}"\\} (\\d)`).exec(
      (await metrics.report()).text,
    )?.[1];
  const rounds = startRounds({ log, metrics }, "logouts", round, 1_000);
  const states = [];
  for (const _ of results) {
    await vi.advanceTimersByTimeAsync(1_000);
    states.push(await failing("logouts"));
  }
  await rounds.stop();
  expect(done).toEqual(results);
  expect(states).toEqual(["0", "1", "1", "0"]);
  expect(said).toMatchObject([{ work: "logouts" }, { work: "logouts" }]);
  expect(await failing("mail")).toBeUndefined();
});
