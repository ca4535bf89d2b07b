import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import { CheckLog, type RefusedStepOf, type StepOf } from "@/lib/protocols/check-log";

export type Step<T> = StepOf<T, OidcRefusalCode>;
export type RefusedStep = RefusedStepOf<OidcRefusalCode>;

/** The checks of an OpenID provider's answer. */
export class OidcChecks extends CheckLog<OidcRefusalCode> {}
