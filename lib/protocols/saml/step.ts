import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import { CheckLog, type RefusedStepOf, type StepOf } from "@/lib/protocols/check-log";

export type Step<T> = StepOf<T, SamlRefusalCode>;
export type RefusedStep = RefusedStepOf<SamlRefusalCode>;

/** The checks of a SAML answer. */
export class SamlChecks extends CheckLog<SamlRefusalCode> {}
