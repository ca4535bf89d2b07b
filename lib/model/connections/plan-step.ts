import type { Difference } from "./settings-difference";

export const planActions = ["create", "change", "leave", "remove", "keep"] as const;
export type PlanAction = (typeof planActions)[number];

/** What a file configures. */
export const planKinds = [
  "team",
  "domain",
  "connection",
  "sign_in_option",
  "directory",
  "sign_in_settings",
] as const;

/** What applying the file does to one thing. `leave`: it is identical. `keep`: it is not in the file. */
export interface PlanStep {
  kind: (typeof planKinds)[number];
  name: string;
  action: PlanAction;
  differences: Difference[];
  /** The provider's client secret is never in files and must be given separately. */
  needsSecret: boolean;
  /** Why applying the file will refuse this step, so far as that is known before; `null`: nothing is known. */
  problem: { code: string; message: string; field?: string | undefined } | null;
}
