import type { CheckItem } from "@/components/ui/check-list";
import { titleOfCheck } from "@/lib/model/explanations/check-titles";
import type { Check, FixedBy } from "@/lib/model/refusals/validation-result";
import { fixedByWords } from "./words";

/** The checks of a test or sign-in as list items; the one that decided says who fixes it, and how. */
export function checkItems(
  checks: readonly Check[],
  refusal: { fixedBy: FixedBy; fix: string } | null,
  providerName: string,
): CheckItem[] {
  const failed = checks.findLastIndex(({ passed }) => !passed);
  return checks.map((check, index) => ({
    id: `${index}-${check.name}`,
    title: titleOfCheck(check.name),
    ...(check.passed
      ? { outcome: "passed" as const, seen: check.received }
      : {
          outcome: "failed" as const,
          received: check.received ?? "Nothing",
          expected: check.expected,
          ...(refusal && index === failed
            ? { whoFixes: fixedByWords(refusal.fixedBy, providerName), how: refusal.fix }
            : {}),
        }),
  }));
}
