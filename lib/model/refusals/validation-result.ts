import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";

/** Who can fix the problem. */
export type FixedBy = "identity_provider" | "gatehouse_configuration" | "person" | "operator";

/** One check of a test run or sign-in, in the order in which they ran. */
export interface Check {
  /** A stable snake_case name, for example `audience`. */
  name: string;
  passed: boolean;
  /** The received value, shortened and safe to show; `null` if there is none or it should not be shown. */
  received: string | null;
  /** The expected value. */
  expected: string | null;
}

/** Why an answer was refused: a stable code and what an administrator needs to fix it. */
export interface Refusal<Code extends string> {
  code: Code;
  /** The name of the check that failed. */
  check: string;
  received: string | null;
  expected: string | null;
}

/** A protocol verifier's result for an answer. It never throws for bad input. */
export type ValidationResult<Code extends string> =
  | { outcome: "accepted"; identity: VerifiedIdentity; checks: Check[] }
  | { outcome: "refused"; refusal: Refusal<Code>; checks: Check[] };

/** The explanation of a refusal code. */
export interface Explanation {
  /** For the person who signs in: what happened and what to do, without jargon or blame. */
  forPerson: string;
  /** For the administrator: the cause. */
  cause: string;
  /** For the administrator: what to change, and where. */
  fix: string;
  /** Which side can change it. */
  fixedBy: FixedBy;
}
