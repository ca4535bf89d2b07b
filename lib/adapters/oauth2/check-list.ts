import type { Check, Refusal } from "@/lib/core/judgement";
import type { OAuth2RefusalCode } from "@/lib/core/refusals/oauth2";
import { shown } from "../oidc/shown";

/** What one step of the judging makes of its part: something to go on with, or the refusal. */
export type Step<T> = { ok: true; value: T } | RefusedStep;

export interface RefusedStep {
  ok: false;
  refusal: Refusal<OAuth2RefusalCode>;
}

export function done<T>(value: T): Step<T> {
  return { ok: true, value };
}

/** The checks in the order in which they ran; values are made safe to show. */
export class CheckList {
  readonly checks: Check[] = [];

  pass(name: string, received: unknown = null, expected: unknown = null): void {
    this.checks.push({ name, passed: true, received: shown(received), expected: shown(expected) });
  }

  refuse(
    code: OAuth2RefusalCode,
    check: string,
    received: unknown = null,
    expected: unknown = null,
  ): RefusedStep {
    const refusal = { code, check, received: shown(received), expected: shown(expected) };
    this.checks.push({ name: check, passed: false, received: refusal.received, expected: refusal.expected });
    return { ok: false, refusal };
  }
}
