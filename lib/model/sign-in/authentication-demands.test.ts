import { describe, expect, test } from "vitest";
import type { ValidationResult } from "@/lib/model/refusals/validation-result";
import { anIdentity } from "@/lib/model/testing/admission-builders";
import { holdToDemands, sessionEnd } from "./authentication-demands";

const now = new Date("2026-06-01T12:00:00.000Z");
const begunAt = new Date("2026-06-01T11:58:00.000Z");
const at = (from: Date, seconds: number) => new Date(from.getTime() + seconds * 1000).toISOString();
const answer = (instant: string | null, sessionEndsAt: string | null = null): ValidationResult<string> => ({
  outcome: "accepted",
  identity: anIdentity({ authentication: { context: null, instant, sessionEndsAt } }),
  checks: [],
});
const code = (result: ValidationResult<string>, change = {}) => {
  const held = holdToDemands(result, { fresh: true, begunAt, now, skewSeconds: 180, ...change });
  return held.outcome === "refused" ? held.refusal.code : "accepted";
};

describe("a fresh sign-in", () => {
  test("counts from the beginning of the attempt, give or take the clocks", () => {
    expect(code(answer(at(begunAt, 0)))).toBe("accepted");
    expect(code(answer(at(begunAt, -180)))).toBe("accepted");
    expect(code(answer(at(begunAt, -181)))).toBe("authentication_too_old");
    expect(code(answer(at(begunAt, -181)), { fresh: false })).toBe("accepted");
  });

  test("needs the provider to say when it was", () => {
    expect(code(answer(null))).toBe("authentication_too_old");
    expect(code(answer(null), { fresh: false })).toBe("accepted");
  });

  test("if started at the provider, may be as old as an attempt may last", () => {
    expect(code(answer(at(now, -780)), { begunAt: null })).toBe("accepted");
    expect(code(answer(at(now, -781)), { begunAt: null })).toBe("authentication_too_old");
  });

  test("is a check of its own if it is required, and none if it is not", () => {
    const held = (fresh: boolean) =>
      holdToDemands(answer(at(begunAt, 5)), { fresh, begunAt, now, skewSeconds: 60 }).checks;
    expect(held(true)).toEqual([
      {
        name: "authentication_age",
        passed: true,
        received: at(begunAt, 5),
        expected: `signed in at the provider at ${at(begunAt, -60)} or later`,
      },
    ]);
    expect(held(false)).toEqual([]);
  });
});

test("is refused if the session at the provider is over", () => {
  expect(code(answer(at(now, 0), at(now, -180)), { fresh: false })).toBe("session_ended");
  expect(code(answer(at(now, 0), at(now, -179)), { fresh: false })).toBe("accepted");
  expect(code(answer(at(now, 0), at(now, 1200)), { fresh: false })).toBe("accepted");
});

test("a refusal stays a refusal", () => {
  const refusal = { code: "audience_wrong", check: "audience", received: null, expected: null };
  expect(code({ outcome: "refused", refusal, checks: [] })).toBe("audience_wrong");
});

test("a session ends when the provider says, or when the clocks allow if that is past", () => {
  expect(sessionEnd(null, now)).toBeNull();
  expect(sessionEnd(at(now, 1200), now)).toEqual(new Date(at(now, 1200)));
  expect(sessionEnd(at(now, -100), now)).toEqual(new Date(at(now, 80)));
});
