import type { MetadataRefusal } from "@/lib/model/refusals/metadata";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import type { Certificate } from "../certificates/certificates";

/** What an identity provider says of itself, ready for the wizard's fields. */
export interface IdpMetadata {
  entityId: string;
  /** Where a browser is sent by the HTTP-Redirect binding. At least one of the two is there. */
  ssoRedirectUrl: string | null;
  ssoPostUrl: string | null;
  sloUrl: string | null;
  /** For signing or for both uses, each once, in the order of the document. Expired ones included. */
  certificates: Certificate[];
  nameIdFormats: string[];
  wantAuthnRequestsSigned: boolean;
  /** ISO 8601; the earliest of the document's. */
  validUntil: string | null;
  /** `intact` speaks of damage only: the key is in the same document, so it does not say who signed. */
  signature: "absent" | "unchecked" | "intact";
  /** Plain sentences on what was corrected or left out. */
  repairs: string[];
}

export type MetadataReading =
  | { outcome: "read"; metadata: IdpMetadata }
  | { outcome: "refused"; refusal: Refusal<MetadataRefusal> };

export interface ReadingOptions {
  /** Which identity provider is meant, if the document has several. Of a document with one it decides nothing. */
  entityId?: string | null;
  /** Plain http:// login addresses of any host, for labs; loopback hosts may always have them. */
  allowInsecureUrls?: boolean;
  /** Accepts a document without any address where people sign in: every sign-in begins at the provider. */
  loginUrlOptional?: boolean;
}
