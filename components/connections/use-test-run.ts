"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { startedTest } from "@/lib/schemas/sso-forms";
import type { TestResultView } from "@/lib/schemas/sso-views";
import { type TestMessage, testChannel } from "./test-channel";

interface RunningTest {
  kind: "running";
  runId: string;
  url: string | null;
  /** The browser opened no window. */
  blocked: boolean;
  /** The window was closed before the test ended. */
  closed: boolean;
  /** It takes longer than most sign-ins. */
  long: boolean;
  /** What to compare at the provider, once the test was opened. */
  hint: TestResultView["hint"];
}

export type TestPhase =
  | { kind: "idle" }
  | { kind: "starting" }
  /** The browser is at the provider. */
  | RunningTest
  | { kind: "finished"; result: TestResultView }
  | { kind: "refused"; message: string };

interface TestRunInput {
  space: string;
  /** Starts a test. */
  startAddress: string;
  /** The prefix of a run's result, by its id. */
  resultsAddress: string;
  /** The last result of the given version, or a running test. */
  initial: TestResultView | null;
  onFinished: (result: TestResultView) => void;
}

const askEvery = 1_000;
/** A window that closes just as its answer arrives was not closed early. */
const graceMs = 1_000;
/** Most people have signed in by then. */
const longMs = 20_000;
const lost =
  "Gatehouse did not respond. Check your connection and that you are still signed in, then test again.";

const phaseOf = (initial: TestResultView | null): TestPhase => {
  if (!initial) return { kind: "idle" };
  if (initial.finished) return { kind: "finished", result: initial };
  const { id: runId, hint } = initial;
  return { kind: "running", runId, url: null, blocked: false, closed: true, long: true, hint };
};

/** Runs a test in a window of its own and learns its result, by polling and by a message. */
// Over 60 lines: one hook, whose effects share the state of the run.
export function useTestRun(input: TestRunInput) {
  const { space, startAddress, resultsAddress } = input;
  const [phase, setPhase] = useState<TestPhase>(() => phaseOf(input.initial));
  const popup = useRef<Window | null>(null);
  const goneSince = useRef<number | null>(null);
  const startedAt = useRef<number | null>(null);
  const runId = phase.kind === "running" ? phase.runId : null;

  const isLong = ({ long }: RunningTest) =>
    long || (startedAt.current !== null && Date.now() - startedAt.current > longMs);
  const look = useEffectEvent(async (id: string) => {
    try {
      const response = await fetch(`${resultsAddress}/${id}`, { cache: "no-store" });
      if (!response.ok) return;
      const result = (await response.json()) as TestResultView;
      setPhase((now) => {
        if (now.kind !== "running" || now.runId !== id) return now;
        return result.finished
          ? { kind: "finished", result }
          : { ...now, hint: result.hint, long: isLong(now) };
      });
      if (!result.finished) return;
      input.onFinished(result);
    } catch {
      // The next request may succeed.
    }
  });
  const watch = useEffectEvent(() => {
    if (!popup.current?.closed) return;
    goneSince.current ??= Date.now();
    if (Date.now() - goneSince.current < graceMs) return;
    setPhase((now) => (now.kind === "running" && !now.closed ? { ...now, closed: true } : now));
  });

  useEffect(() => {
    if (!runId) return;
    let timer: ReturnType<typeof setTimeout>;
    let over = false;
    // One request after the other, however slow the answers are.
    const next = async () => {
      watch();
      await look(runId);
      if (!over) timer = setTimeout(next, askEvery);
    };
    timer = setTimeout(next, askEvery);
    const channel = new BroadcastChannel(testChannel);
    channel.onmessage = (event: MessageEvent<TestMessage>) => {
      if (event.data.runId === runId) void look(runId);
    };
    return () => {
      over = true;
      clearTimeout(timer);
      channel.close();
    };
  }, [runId]);

  async function start() {
    popup.current?.close();
    goneSince.current = null;
    // During the click, or the browser blocks it as an advertisement.
    const opened = window.open("", "_blank", "popup,width=560,height=760");
    popup.current = opened;
    if (opened) opened.document.title = "Starting the test";
    setPhase({ kind: "starting" });
    const answer = await askToStart();
    if (!answer?.started) {
      opened?.close();
      setPhase({ kind: "refused", message: answer?.message ?? lost });
      return;
    }
    const { url, runId: id } = answer.started;
    const blocked = !opened || opened.closed;
    if (!blocked) opened.location.replace(url);
    startedAt.current = Date.now();
    setPhase({ kind: "running", runId: id, url, blocked, closed: false, long: false, hint: null });
  }

  async function askToStart() {
    try {
      const response = await fetch(startAddress, { method: "POST", body: new URLSearchParams({ space }) });
      const answer = startedTest.safeParse(await response.json());
      return answer.success ? answer.data : null;
    } catch {
      return null;
    }
  }

  return { phase, start };
}
