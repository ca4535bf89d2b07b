import type { AttributeNames } from "@/lib/model/connections/connection";

/** The tokens `--mark-…` of the provider marks: plain coloured initials, no trademarks. */
export const markColours = ["blue", "teal", "green", "amber", "orange", "red", "plum", "slate"] as const;
export type MarkColour = (typeof markColours)[number];

/** Our values for SAML, named as in the API's `serviceProvider`; `acsUrlPattern` is {@link acsUrlPattern}. */
export type OurSamlValue =
  | "acsUrl"
  | "acsUrlPattern"
  | "entityId"
  | "metadataUrl"
  | "loginAddress"
  | "encryptionCertificate";
export type OurOidcValue = "redirectUri" | "initiateUrl" | "postLogoutRedirectUri";
export type OurValue = OurSamlValue | OurOidcValue;

/** Our fields that their values go into. */
export type SamlField =
  | "metadataUrl"
  | "metadataXml"
  | "entityId"
  | "loginUrl"
  | "logoutUrl"
  | "certificates";
export type OidcField = "issuer" | "clientId" | "clientSecret";
export type ProviderField = SamlField | OidcField;

/** A value of ours and the field of theirs that it goes into. */
export interface Given<Value extends OurValue> {
  value: Value;
  /** The very label of their screen. */
  label: string;
  /** What the field means, for whoever finds another label there. */
  meaning: string;
  optional?: true;
}

/** A value of theirs and the field of ours that it goes into. */
export interface Taken<Field extends ProviderField> {
  field: Field;
  label: string;
  meaning: string;
  /** What it looks like; parts in braces differ. */
  example?: string;
  /** One of several ways; the first without this is the one to show first. */
  instead?: true;
}

/** One thing to do. In `text`, `**` stands around labels of their screens and `` ` `` around what is typed. */
export interface Step<Value extends OurValue> {
  title: string;
  text: string;
  /** Our values that this step needs, in order, to be shown with copy buttons. */
  copies?: readonly Value[];
  optional?: true;
}

/** How the provider tells groups. */
export interface GroupsOf {
  sent: "when_added" | "never" | "unknown";
  /** The attribute or claim that they come in, for the role rules. */
  attribute: string | null;
  /** What to know before building role rules on them. */
  caveat: string;
}

/** How to connect one provider by one protocol. */
export interface Guide<Value extends OurValue, Field extends ProviderField> {
  give: readonly Given<Value>[];
  take: readonly Taken<Field>[];
  /** What the provider calls the attributes when it is set up as the steps say. */
  attributes: AttributeNames;
  groups: GroupsOf;
  steps: readonly Step<Value>[];
  /** What surprises people later. */
  notes: readonly string[];
  /** The labels were not confirmed on the provider's screens. */
  unconfirmed?: true;
}

/** For SAML there is also the subject format to ask for. */
export interface SamlGuide extends Guide<OurSamlValue, SamlField> {
  nameIdFormat: string;
}

export type OidcGuide = Guide<OurOidcValue, OidcField>;

/** One identity provider of the wizard's list. */
export interface Provider {
  id: string;
  name: string;
  /** One line beneath the name. */
  summary: string;
  /** Other words that people look for it by, in small letters. */
  aliases: readonly string[];
  mark: { initials: string; colour: MarkColour };
  /** How it takes the address of the person who wants in; absent: ADFS and others answer a Subject with an error. */
  samlLoginHint?: "subject" | "query";
  protocols: { saml?: SamlGuide; oidc?: OidcGuide };
}

/** Our ACS address as the regular expression that matches it and nothing else. */
export function acsUrlPattern(acsUrl: string): string {
  return `^${acsUrl.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$`;
}
