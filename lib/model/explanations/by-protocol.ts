import type { AdmissionRefusal } from "@/lib/model/refusals/admission";
import type { Explanation } from "@/lib/model/refusals/validation-result";
import type { Protocol } from "@/lib/model/sign-in/identity";

type InItsTerms = Partial<Record<AdmissionRefusal, Pick<Explanation, "cause" | "fix">>>;

/** Refusals of admission in the terms of one protocol: SAML has no claims, the others no NameID. */
export const explanationsByProtocol: Record<Protocol, InItsTerms> = {
  saml: {
    email_missing: {
      cause: "No attribute contains an email address, and the NameID is not one.",
      fix: "At the identity provider, add an attribute “email” with the person's address, or enter the name of your attribute under People → Attributes.",
    },
  },
  oidc: {
    subject_missing: {
      cause: "The ID token contains no subject (sub).",
      fix: "Look for rules at the provider that change the claims of ID tokens.",
    },
    email_missing: {
      cause: "No claim contains an email address, neither in the ID token nor in userinfo.",
      fix: "At the identity provider, allow the scope “email” for the application and check that the person has an address, or enter the name of your claim under People → Attributes.",
    },
    email_malformed: {
      cause: "The value of the email claim is not a single well-formed address.",
      fix: "Correct the person's address at the identity provider, or map another claim.",
    },
    several_emails: {
      cause:
        "The email claim carries several different addresses, and not exactly one of them is in a domain that the connection's organization has verified.",
      fix: "Let the provider send exactly one address, for example the primary one, or map another claim.",
    },
  },
  oauth2: {
    subject_missing: {
      cause: "The tool's response contains no ID of the person.",
      fix: "Correct the path of the person's ID in the connection; the test shows what arrives.",
    },
    email_missing: {
      cause: "The tool's response contains no email address of the person.",
      fix: "Allow the application to read email addresses in the tool (often with a scope), or correct the path of the address in the connection.",
    },
    email_malformed: {
      cause: "The email address that the tool sent is not well-formed.",
      fix: "Correct the person's address in the tool, or the path of the address in the connection.",
    },
  },
};
