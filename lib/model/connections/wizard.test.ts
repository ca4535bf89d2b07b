import { expect, test } from "vitest";
import { isFinished, mayOpen, stepBefore, stepToShow, type WizardProgress } from "./wizard";

const aStart: WizardProgress = { exists: false, configured: false, tested: false, lastStep: null };
const made = { ...aStart, exists: true };
const configured = { ...made, configured: true };

test("begins with Prepare", () => {
  expect(stepToShow(null, aStart)).toBe("prepare");
  expect(stepToShow("nonsense", aStart)).toBe("prepare");
});

test("opens the requested step if its prerequisites exist", () => {
  expect(stepToShow("provider", aStart)).toBe("provider");
  expect(stepToShow("test", configured)).toBe("test");
  expect(stepToShow("prepare", configured)).toBe("prepare");
});

test("falls back to the last step that can be opened", () => {
  expect(stepToShow("test", aStart)).toBe("provider");
  expect(stepToShow("people", made)).toBe("configure");
});

test("returns to the step at which it was left", () => {
  expect(stepToShow(null, { ...configured, lastStep: "people" })).toBe("people");
  expect(stepToShow(undefined, made)).toBe("configure");
  expect(stepToShow(null, { ...made, lastStep: "test" })).toBe("configure");
});

test("ticks a step off once its result exists", () => {
  expect(isFinished("prepare", aStart)).toBe(false);
  expect(isFinished("provider", made)).toBe(true);
  expect(isFinished("configure", made)).toBe(false);
  expect(isFinished("people", configured)).toBe(false);
  expect(isFinished("people", { ...configured, lastStep: "test" })).toBe(true);
  expect(isFinished("test", { ...configured, tested: true })).toBe(true);
});

test("returns the step before", () => {
  expect(stepBefore("prepare")).toBeNull();
  expect(stepBefore("test")).toBe("people");
  expect(mayOpen("test", made)).toBe(false);
});
