import type { CheckItem } from "@/components/ui/check-list";
import { withTimes } from "@/components/ui/with-times";
import { titleOfCheck } from "@/lib/model/explanations/check-titles";
import type { Check } from "@/lib/model/refusals/validation-result";

/** The checks of a test or sign-in as list items. Who fixes the one that failed, and how, stands beside the list. */
export function checkItems(checks: readonly Check[]): CheckItem[] {
  return checks.map((check, index) => ({
    id: `${index}-${check.name}`,
    title: titleOfCheck(check.name),
    ...(check.passed
      ? { outcome: "passed" as const, seen: check.received && withTimes(check.received) }
      : {
          outcome: "failed" as const,
          received: check.received ? withTimes(check.received) : "Nothing",
          expected: check.expected && withTimes(check.expected),
        }),
  }));
}
