import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import { sanitizeForDisplay } from "./sanitize";

/** What one step of the judging makes of its part: something to go on with, or the refusal. */
export type StepOf<T, Code extends string> = { ok: true; value: T } | RefusedStepOf<Code>;

export interface RefusedStepOf<Code extends string> {
  ok: false;
  refusal: Refusal<Code>;
}

export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** The checks of one judgement in the order in which they ran. Values are made safe to show. */
export class CheckLog<Code extends string> {
  readonly checks: Check[] = [];

  pass(name: string, received: unknown = null, expected: unknown = null): void {
    this.checks.push({
      name,
      passed: true,
      received: sanitizeForDisplay(received),
      expected: sanitizeForDisplay(expected),
    });
  }

  /** Takes a refusal over that was made elsewhere, for example by a fetch that several judgements share. */
  adopt(refusal: Refusal<Code>): RefusedStepOf<Code> {
    const { check: name, received, expected } = refusal;
    this.checks.push({ name, passed: false, received, expected });
    return { ok: false, refusal };
  }

  /** Notes the failed check and makes the refusal of it. */
  refuse(code: Code, check: string, received: unknown = null, expected: unknown = null): RefusedStepOf<Code> {
    return this.adopt({
      code,
      check,
      received: sanitizeForDisplay(received),
      expected: sanitizeForDisplay(expected),
    });
  }
}
