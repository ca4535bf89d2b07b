import type { AdmissionRefusal } from "@/lib/model/refusals/admission";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import type { Protocol } from "@/lib/model/sign-in/identity";

type InItsTerms = Partial<Record<AdmissionRefusal, Pick<Explanation, "cause" | "fix">>>;

/** What refusals of admission mean in the terms of one protocol: SAML knows no claims, the others no NameID. */
export const explanationsByProtocol: Record<Protocol, InItsTerms> = {
  saml: {
    email_missing: {
      cause: "No attribute with an e-mail address came, and the NameID is not one.",
      fix: "At the identity provider, add an attribute “email” with the person's address, or name your attribute under People → Attributes.",
    },
  },
  oidc: {
    subject_missing: {
      cause: "The ID token carries no subject (sub).",
      fix: "Look for rules at the provider that change the claims of ID tokens.",
    },
    email_missing: {
      cause: "No claim with an e-mail address came, neither in the ID token nor from userinfo.",
      fix: "At the identity provider, allow the scope “email” for the application and see that the person has an address, or name the claim that carries it under People → Attributes.",
    },
    email_malformed: {
      cause: "The value of the e-mail claim is not one well-formed address.",
      fix: "Correct the person's address at the identity provider, or map another claim.",
    },
    several_emails: {
      cause:
        "The e-mail claim carries several different addresses, and not exactly one of them is in a domain that the connection's organization has verified.",
      fix: "Let the provider send exactly one address, for example the primary one, or map another claim.",
    },
  },
  oauth2: {
    subject_missing: {
      cause: "The tool's answer carries no ID of the person.",
      fix: "Correct the path of the person's ID in the connection; the test shows what arrives.",
    },
    email_missing: {
      cause: "The tool's answer carries no e-mail address of the person.",
      fix: "Let the application read e-mail addresses in the tool (a scope, often), or correct the path of the address in the connection.",
    },
    email_malformed: {
      cause: "What the tool sent as the e-mail address is not a well-formed one.",
      fix: "Correct the person's address in the tool, or the path of the address in the connection.",
    },
  },
};
