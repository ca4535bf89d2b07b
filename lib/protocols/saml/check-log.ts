import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { Check, Refusal } from "@/lib/model/refusals/validation-result";

/** What a step came to: a value to go on with, or the reason to stop. */
export type Step<T> = { ok: true; value: T } | Stop;
export type Stop = { ok: false; refusal: Refusal<SamlRefusalCode> };

export const done = <T>(value: T): Step<T> => ({ ok: true, value });

const longestShown = 200;

/** Notes every check of one verification in the order in which it ran, with what came and what was wanted. */
export class CheckLog {
  readonly checks: Check[] = [];

  passed(name: string, received: string | null = null, expected: string | null = null): void {
    this.noted(name, true, received, expected);
  }

  /** Notes something seen on the way that decides nothing by itself. */
  noted(name: string, passed: boolean, received: string | null, expected: string | null): void {
    this.checks.push({ name, passed, received: shown(received), expected: shown(expected) });
  }

  /** Notes the failed check and makes the refusal of it. */
  refused(
    code: SamlRefusalCode,
    check: string,
    received: string | null = null,
    expected: string | null = null,
  ): Stop {
    this.noted(check, false, received, expected);
    return { ok: false, refusal: { code, check, received: shown(received), expected: shown(expected) } };
  }
}

/** What an attacker wrote ends up on an administrator's screen: one short line without control characters. */
function shown(text: string | null): string | null {
  if (text === null) return null;
  const line = text.slice(0, longestShown + 1).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
  return line.length > longestShown ? `${line.slice(0, longestShown)}…` : line;
}
