import { z } from "zod";
import { bindings, nameIdFormats, signedParts } from "../choices";
import { transientNameId } from "../name-id-format";
import { forceReauthentication, loginFlow, logoutUrl } from "./common";
import { choiceField, flagField, lineField, optionalLineField, type StoredOf } from "./field";

const attributeName = z.string().trim().max(300, "An attribute's name has at most 300 characters.");

/** The settings of SAML, in the order of the summary and of the form. */
export const samlFields = {
  entityId: lineField({
    label: "Entity ID",
    about: "The provider's name for itself, the issuer of its assertions",
    summary: { term: "Entity ID" },
  }),
  /** `null` only if every sign-in begins at the provider. */
  loginUrl: optionalLineField({
    label: "Login URL",
    about: "Where people are sent to sign in; null: every sign-in begins at the provider",
    summary: { term: "Login URL", whenNone: "None: people start at the identity provider" },
  }),
  logoutUrl,
  /** Where the provider takes a LogoutRequest; `null`: it is never asked to end its own session that way. */
  singleLogoutUrl: {
    ...optionalLineField({
      label: "Single logout URL",
      summary: { term: "Single logout URL", whenNone: "None: the provider's own session is not ended" },
      advanced: {
        label: "Single logout URL",
        help: "The provider's SingleLogoutService. After somebody signs out here, a signed request to end the session there is sent to it, unless a logout URL is set above. Metadata brings it along.",
      },
    }),
    initial: null,
  },
  singleLogoutBinding: choiceField(bindings, {
    label: "Single logout binding",
    words: { redirect: "HTTP Redirect", post: "HTTP POST" },
    initial: "redirect",
    advanced: {
      label: "Single logout binding",
      help: "How we send people to the single logout URL.",
      automatic: "As offered by the provider",
    },
  }),
  /** Where our answer to the provider's LogoutRequest goes; `null`: to the same address. */
  singleLogoutResponseUrl: {
    ...optionalLineField({
      label: "Single logout response URL",
      about: "Where answers to the provider are sent, if elsewhere than its requests",
    }),
    initial: null,
  },
  /** The source of the values; checked every day. */
  metadataUrl: optionalLineField({
    label: "Metadata URL",
    about: "The address of the provider's metadata, which is read again every day",
    summary: { term: "Metadata address", help: "Checked every day." },
  }),
  binding: choiceField(bindings, {
    label: "Binding",
    words: { redirect: "HTTP Redirect", post: "HTTP POST" },
    summary: { term: "Binding" },
    advanced: {
      label: "Binding",
      help: "How we send people to the provider.",
      automatic: "As offered by the provider",
    },
  }),
  nameIdFormat: lineField({
    label: "Name ID format",
    words: {
      [nameIdFormats.email]: "Email address",
      [nameIdFormats.persistent]: "Persistent identifier",
      [nameIdFormats.unspecified]: "Unspecified",
      [transientNameId]: "Transient (needs a subject attribute)",
    },
    summary: { term: "Name ID format" },
    advanced: {
      label: "Name ID format",
      help: "How we ask the provider to identify people.",
      automatic: "As offered by the provider",
    },
  }),
  /** Identifies the person in place of the Name ID; `null`: the Name ID does (docs/model.md#one-person). */
  subjectAttribute: {
    ...optionalLineField({
      label: "Subject attribute",
      summary: { term: "Subject attribute", whenNone: "None: the Name ID identifies the person" },
      advanced: {
        label: "Subject attribute",
        help: "Only if the Name ID changes at every sign-in (transient): an attribute with one value that stays the same for a person, such as their employee number. It is never read as an email address.",
        type: "text",
      },
    }),
    input: attributeName.nullish(),
    form: attributeName.optional(),
    initial: null,
  },
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
      help: "Regardless of your choice, only content that is covered by a signature is accepted.",
      automatic: "At least one with metadata, both with single values",
    },
  }),
  forceReauthentication,
  /** What a certificate's expiry means: nothing (docs/decisions/0009), or that its key no longer counts. */
  refuseEndedCertificates: flagField(
    {
      label: "Refuse expired certificates",
      summary: {
        term: "When the certificate has expired",
        yesNo: { yes: "Sign-ins are refused", no: "Sign-ins continue; you are reminded" },
      },
      advanced: {
        label: "Refuse sign-ins once the provider's certificate has expired",
        help: "If off, an expired certificate locks nobody out: you are reminded 30, 7 and 1 days before and on the day. If on, nobody can sign in with an expired certificate.",
      },
    },
    "refuseEndedCertificates is true or false.",
  ),
  /** PEM. Entered as PEM or bare base64, one or several. */
  certificates: {
    kind: "other" as const,
    label: "Certificates",
    about: "The provider's signing certificates as PEM, or as bare Base64",
    stored: z.array(z.string()),
    input: z.union([z.string().max(200_000), z.array(z.string().max(50_000)).max(20)]).nullish(),
    form: z.string().max(200_000).optional(),
  },
};

export type SamlConfiguration = { protocol: "saml" } & StoredOf<typeof samlFields>;
