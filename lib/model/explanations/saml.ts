import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import { samlAssertionExplanations } from "./saml-assertion";
import { samlMessageExplanations } from "./saml-message";
import { samlSignatureExplanations } from "./saml-signature";

/** What each refusal of a SAML response means and how it is corrected. */
export const samlExplanations: Record<SamlRefusalCode, Explanation> = {
  ...samlMessageExplanations,
  ...samlSignatureExplanations,
  ...samlAssertionExplanations,
};
