import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import { CheckLog, type RefusedStepOf, type StepOf } from "@/lib/protocols/check-log";

export type Step<T> = StepOf<T, OidcRefusalCode>;
export type RefusedStep = RefusedStepOf<OidcRefusalCode>;

/** The checks of an OpenID provider's answer. */
export class OidcChecks extends CheckLog<OidcRefusalCode> {}

/** The result of a refused step. */
export function refused(
  step: RefusedStep,
  checks: OidcChecks,
): { outcome: "refused"; refusal: Refusal<OidcRefusalCode>; checks: OidcChecks["checks"] } {
  return { outcome: "refused", refusal: step.refusal, checks: checks.checks };
}
