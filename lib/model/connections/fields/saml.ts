import { z } from "zod";
import { bindings, nameIdFormats, signedParts } from "../choices";
import { forceReauthentication, loginFlow, logoutUrl } from "./common";
import { choiceField, flagField, lineField, optionalLineField, type StoredOf } from "./field";

/** The settings of SAML, in the order of the summary and of the form. */
export const samlFields = {
  entityId: lineField({ label: "Entity ID", summary: { term: "Entity ID" } }),
  loginUrl: lineField({ label: "Login URL", summary: { term: "Login URL" } }),
  logoutUrl,
  /** Where the values came from; looked at again every day. */
  metadataUrl: optionalLineField({
    label: "Metadata URL",
    summary: { term: "Metadata address", help: "Looked at every day." },
  }),
  binding: choiceField(bindings, {
    label: "Binding",
    words: { redirect: "HTTP Redirect", post: "HTTP POST" },
    summary: { term: "Binding" },
    advanced: {
      label: "Binding",
      help: "How we send people to the provider.",
      automatic: "As the provider offers it",
    },
  }),
  nameIdFormat: lineField({
    label: "Name ID format",
    words: {
      [nameIdFormats.email]: "E-mail address",
      [nameIdFormats.persistent]: "Persistent identifier",
      [nameIdFormats.unspecified]: "Unspecified",
    },
    summary: { term: "Name ID format" },
    advanced: {
      label: "Name ID format",
      help: "What we ask the provider to name people by.",
      automatic: "As the provider offers it",
    },
  }),
  loginFlow,
  signed: choiceField(signedParts, {
    label: "What must be signed",
    words: {
      both: "Response and assertion",
      assertion: "The assertion",
      response: "The response",
      either: "At least one of the two",
    },
    summary: { term: "What must be signed" },
    advanced: {
      label: "What the provider must sign",
      help: "Whatever you choose, nothing is believed that is not covered by a signature.",
      automatic: "At least one with metadata, both with single values",
    },
  }),
  forceReauthentication,
  /** What a certificate's end means: nothing (docs/decisions/0009), or that its key counts no longer. */
  refuseEndedCertificates: flagField(
    {
      label: "Refuse certificates that have ended",
      summary: {
        term: "When the certificate has ended",
        yesNo: { yes: "Sign-ins are refused", no: "Sign-ins go on; you are reminded" },
      },
      advanced: {
        label: "Refuse sign-ins once the provider's certificate has ended",
        help: "Left off, a certificate's end locks nobody out: you are reminded 30, 7 and 1 days before and on the day. Switched on, nobody signs in with a certificate that has ended.",
      },
    },
    "refuseEndedCertificates is true or false.",
  ),
  /** PEM. Given as PEM or bare base64, one or several. */
  certificates: {
    kind: "other" as const,
    label: "Certificates",
    stored: z.array(z.string()),
    input: z.union([z.string().max(200_000), z.array(z.string().max(50_000)).max(20)]).nullish(),
    form: z.string().max(200_000).optional(),
  },
};

export type SamlConfiguration = { protocol: "saml" } & StoredOf<typeof samlFields>;
