import type { AttributePath } from "../schema/find-attribute";

export const comparisons = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] as const;
export type Comparison = (typeof comparisons)[number];

/** A filter (RFC 7644 §3.4.2.2) whose names have been found in the schema. */
export type Filter =
  | { kind: "compare"; path: AttributePath; operator: Comparison; value: string | boolean | null }
  | { kind: "present"; path: AttributePath }
  | { kind: "and" | "or"; filters: Filter[] }
  | { kind: "not"; filter: Filter }
  /** One value of an attribute with several fulfils the filter; its paths are relative: `sub` alone counts. */
  | { kind: "values"; path: AttributePath; filter: Filter };
