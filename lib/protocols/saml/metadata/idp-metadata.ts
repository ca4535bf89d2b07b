import type { Binding } from "@/lib/model/connections/choices";
import type { MetadataRefusal } from "@/lib/model/refusals/metadata";
import type { Refusal } from "@/lib/model/refusals/validation-result";
import type { Certificate } from "../certificates/certificates";

/** One SingleLogoutService of a provider. */
export interface SingleLogoutService {
  binding: Binding;
  url: string;
  /** Where a LogoutResponse goes instead (Metadata 2.2.2); `null`: to the same address. */
  responseUrl: string | null;
}

/** An identity provider's description of itself, ready for the wizard's fields. */
export interface IdpMetadata {
  entityId: string;
  /** The address of the HTTP-Redirect binding. At least one of the two is present. */
  ssoRedirectUrl: string | null;
  ssoPostUrl: string | null;
  /** Where it takes messages of single logout, by binding: redirect first. */
  singleLogout: SingleLogoutService[];
  /** For signing or for both uses, each once, in the order of the document. Expired ones included. */
  certificates: Certificate[];
  nameIdFormats: string[];
  wantAuthnRequestsSigned: boolean;
  /** ISO 8601; the earliest of the document's. */
  validUntil: string | null;
  /** `intact` excludes damage only: the key is in the same document, so it does not say who signed. */
  signature: "absent" | "unchecked" | "intact";
  /** Sentences about what was corrected or left out. */
  repairs: string[];
}

export type MetadataReading =
  | { outcome: "read"; metadata: IdpMetadata }
  | { outcome: "refused"; refusal: Refusal<MetadataRefusal> };

export interface ReadingOptions {
  /** The identity provider to choose, if the document has several. Ignored if it has one. */
  entityId?: string | null;
  /** Plain http:// login addresses of any host, for labs; loopback hosts may always have them. */
  allowInsecureUrls?: boolean;
  /** Accepts a document without a login address: every sign-in begins at the provider. */
  loginUrlOptional?: boolean;
}
