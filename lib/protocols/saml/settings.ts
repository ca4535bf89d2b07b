import type { LoginFlow, SignedParts } from "@/lib/model/connections/choices";

/** The most that two clocks may differ. A larger `clockSkewSeconds` counts as this. */
export const maximumClockSkewSeconds = 180;

/** The provider and ourselves, as in a connection's live (or tested) configuration. */
export interface SamlSettings {
  /** The provider's entity ID; both Issuers must be exactly this. */
  idpEntityId: string;
  /** The provider's signing certificates as PEM. Only their keys count, each is tried. */
  certificates: readonly string[];
  /** Certificates that counted until they expired. They admit nobody; they explain a refusal. */
  endedCertificates?: readonly string[];
  signed: SignedParts;
  /** The attribute that identifies the person in place of the NameID; `null`: the NameID does. */
  subjectAttribute: string | null;
  /** Our entity ID; every audience restriction must name it. */
  spEntityId: string;
  /** Our assertion consumer service; Destination and Recipient must be exactly this. */
  acsUrl: string;
  loginFlow: LoginFlow;
  /** Our private keys for encrypted assertions, the newest first. */
  decryptionKeys: readonly { privateKeyPem: string }[];
  clockSkewSeconds: number;
}

/** The sign-in attempt that the response claims to answer; `null` if there is none (IdP-initiated). */
export type SamlAttempt = { requestId: string } | null;

/** What the browser posted to the assertion consumer service. */
export interface SamlAnswer {
  /** The form field `SAMLResponse` as received: base64. */
  samlResponse: string;
  relayState?: string | null;
}
