import type { Check, Refusal } from "@/lib/model/refusals/validation-result";
import { sanitizeForDisplay } from "./sanitize";

/** The result of one step of a validation: a value to go on with, or the refusal. */
export type StepOf<T, Code extends string> = { ok: true; value: T } | RefusedStepOf<Code>;

export interface RefusedStepOf<Code extends string> {
  ok: false;
  refusal: Refusal<Code>;
}

export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** The checks of one validation in the order in which they ran, with actual and expected values, safe to show. */
export class CheckLog<Code extends string> {
  readonly checks: Check[] = [];

  pass(name: string, received: unknown = null, expected: unknown = null): void {
    this.note(name, true, received, expected);
  }

  /** Records an observation that decides nothing by itself. */
  note(name: string, passed: boolean, received: unknown, expected: unknown): void {
    this.checks.push({
      name,
      passed,
      received: sanitizeForDisplay(received),
      expected: sanitizeForDisplay(expected),
    });
  }

  /** Records the failed check and returns its refusal. */
  refuse(code: Code, check: string, received: unknown = null, expected: unknown = null): RefusedStepOf<Code> {
    return this.adopt({
      code,
      check,
      received: sanitizeForDisplay(received),
      expected: sanitizeForDisplay(expected),
    });
  }

  /** Records a refusal from elsewhere, for example of a fetch that several validations share. */
  adopt(refusal: Refusal<Code>): RefusedStepOf<Code> {
    const { check: name, received, expected } = refusal;
    this.checks.push({ name, passed: false, received, expected });
    return { ok: false, refusal };
  }
}
