import type { RuleOperator } from "@/lib/model/connections/choices";

/** How a rule compares, between its attribute and its value. */
export const operatorWords: Record<RuleOperator, string> = {
  equals: "is",
  contains: "contains",
  starts_with: "starts with",
  ends_with: "ends with",
  matches: "matches",
};
