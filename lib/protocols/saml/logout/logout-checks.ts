import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { SamlLogoutRefusal } from "@/lib/model/refusals/saml-logout";
import { CheckLog, type StepOf } from "@/lib/protocols/check-log";
import { SamlChecks, type Step } from "../step";

export type LogoutStep<T> = StepOf<T, SamlLogoutRefusal>;

/** The checks of a logout message. */
export class LogoutChecks extends CheckLog<SamlLogoutRefusal> {
  /** Runs a step of the validation of responses; its refusal gets the code that explains it for a logout message. */
  shared<T>(run: (log: SamlChecks) => Step<T>): LogoutStep<T> {
    const log = new SamlChecks();
    const step = run(log);
    this.checks.push(...log.checks.filter(({ passed }) => passed));
    if (step.ok) return step;
    return this.adopt({ ...step.refusal, code: codes[step.refusal.code] ?? "logout_verifier_failed" });
  }
}

/** Only what reading XML and verifying a signature can refuse: the rest of a response's checks is not shared. */
const codes: Partial<Record<SamlRefusalCode, SamlLogoutRefusal>> = {
  response_too_large: "logout_message_too_large",
  response_not_base64: "logout_message_unreadable",
  response_not_xml: "logout_message_unreadable",
  forbidden_markup: "logout_message_unreadable",
  too_complex: "logout_message_unreadable",
  duplicate_id: "logout_message_unreadable",
  namespace_invalid: "logout_message_unreadable",
  schema_invalid: "logout_message_unreadable",
  signature_malformed: "logout_signature_malformed",
  signature_reference_wrong: "logout_signature_malformed",
  transform_not_allowed: "logout_algorithm_not_allowed",
  signature_algorithm_not_allowed: "logout_algorithm_not_allowed",
  digest_algorithm_not_allowed: "logout_algorithm_not_allowed",
  certificate_missing: "logout_certificate_unusable",
  certificate_unusable: "logout_certificate_unusable",
  signing_certificate_ended: "logout_certificate_unusable",
  signing_key_too_weak: "logout_certificate_unusable",
  digest_mismatch: "logout_signature_wrong",
  signing_certificate_unknown: "logout_signature_wrong",
  signature_mismatch: "logout_signature_wrong",
};
