import type { Check, Refusal } from "@/lib/core/judgement";
import type { OidcRefusalCode } from "@/lib/core/refusals/oidc";
import { shown } from "./shown";

/** What one step of the judging makes of its part: something to go on with, or the refusal. */
export type Step<T> = { ok: true; value: T } | RefusedStep;

export interface RefusedStep {
  ok: false;
  refusal: Refusal<OidcRefusalCode>;
}

export function done<T>(value: T): Step<T> {
  return { ok: true, value };
}

/** The checks in the order in which they ran. */
export class CheckList {
  readonly checks: Check[] = [];

  pass(name: string, received: unknown = null, expected: unknown = null): void {
    this.checks.push({ name, passed: true, received: shown(received), expected: shown(expected) });
  }

  /** Takes a refusal over that was made elsewhere, for example by a fetch that several judgements share. */
  adopt(refusal: Refusal<OidcRefusalCode>): RefusedStep {
    const { check: name, received, expected } = refusal;
    this.checks.push({ name, passed: false, received, expected });
    return { ok: false, refusal };
  }

  /** Notes the failed check and makes the refusal of it. Values are made safe to show. */
  refuse(
    code: OidcRefusalCode,
    check: string,
    received: unknown = null,
    expected: unknown = null,
  ): RefusedStep {
    const refusal = { code, check, received: shown(received), expected: shown(expected) };
    this.checks.push({ name: check, passed: false, received: refusal.received, expected: refusal.expected });
    return { ok: false, refusal };
  }
}
