import type { AttributeNames } from "@/lib/model/connections/connection";

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
  /** The field's meaning, for people who find another label there. */
  meaning: string;
  optional?: true;
}

/** A value of theirs and the field of ours that it goes into. */
export interface Taken<Field extends ProviderField> {
  field: Field;
  label: string;
  meaning: string;
  /** An example; parts in braces differ. */
  example?: string;
  /** One of several ways; the first without this is the one to show first. */
  instead?: true;
}

/** One thing on a drawn screen, in the place where the provider's own screen has it. */
export type ScreenLine<Value extends string> =
  /** Our value goes in here. */
  | { kind: "paste"; label: string; value: Value }
  /** Something else is typed or chosen here. */
  | { kind: "enter"; label: string; text: string }
  /** A box or a switch. */
  | { kind: "tick"; label: string; on: boolean }
  /** The one of several to choose. */
  | { kind: "pick"; label: string }
  /** The provider's value, which goes into the form here. */
  | { kind: "take"; label: string }
  /** A button or a menu entry to press. */
  | { kind: "press"; label: string }
  /** A table to fill in. */
  | { kind: "rows"; label: string; columns: readonly string[]; rows: readonly (readonly string[])[] };

/** What a step looks like at the provider, drawn from its labels alone: no picture and no mark of theirs. */
export interface Screen<Value extends string> {
  /** The window's title: the console and the page in it. */
  window: string;
  /** The tabs, steps or menu entries of the page. */
  tabs?: readonly string[];
  /** Which of them is open. */
  open?: string;
  /** From top to bottom. */
  lines: readonly ScreenLine<Value>[];
}

/** One thing to do. In `text`, `**` surrounds labels of their screens and `` ` `` typed text. */
export interface Step<Value extends string> {
  title: string;
  text: string;
  /** Our values that this step needs, in order, to be shown with copy buttons. */
  copies?: readonly Value[];
  /** What it looks like there. */
  screen?: Screen<Value>;
  optional?: true;
}

/** How the provider sends groups. */
export interface GroupsOf {
  sent: "when_added" | "never" | "unknown";
  /** The attribute or claim that contains them, for the role rules. */
  attribute: string | null;
  /** What to know before building role rules on them. */
  caveat: string;
}

/** How to connect one provider by one protocol. */
export interface Guide<Value extends OurValue, Field extends ProviderField> {
  give: readonly Given<Value>[];
  take: readonly Taken<Field>[];
  /** The provider's attribute names if it is set up as the steps say. */
  attributes: AttributeNames;
  groups: GroupsOf;
  steps: readonly Step<Value>[];
  /** Common surprises later on. */
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
  /** Synonyms for the search, in lower case. */
  aliases: readonly string[];
  /** How it accepts the address of the person who signs in; absent: ADFS and others answer a Subject with an error. */
  samlLoginHint?: "subject" | "query";
  protocols: { saml?: SamlGuide; oidc?: OidcGuide };
}

/** Our ACS address as the regular expression that matches it and nothing else. */
export function acsUrlPattern(acsUrl: string): string {
  return `^${acsUrl.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")}$`;
}
