import type { Protocol } from "@/lib/model/sign-in/identity";
import type { ConfigurationSettings, SettingsOf } from "./connection";
import { type Fields, initialsOf } from "./fields/field";
import { oauth2Fields } from "./fields/oauth2";
import { oidcFields } from "./fields/oidc";
import { samlFields } from "./fields/saml";
import type { ServiceProviderAddresses } from "./service-provider";

export type OurValueName = keyof ServiceProviderAddresses | "encryptionCertificate";

/** The pure traits of a protocol: `lib/protocols/index.ts` has its functions. */
export interface ProtocolTraits {
  name: string;
  fields: Fields;
  /** Our values that an administrator copies into the provider, in the order of the API. */
  ourValues: readonly OurValueName[];
  /** We authenticate by a secret that the provider issued; else by our own key pairs. */
  credential: "client_secret" | "key_pairs";
  /** The fields that a renewal may change: those that expire at the provider. */
  renewable: readonly string[];
  /** What it connects: a company's identity provider, or a tool that people have accounts at. */
  connects: "identity_provider" | "tool";
  /** It has no claim for verified addresses: the company's own directory vouches for them. */
  directoryVouches: boolean;
  /** A subject with an @ is the person's address if no attribute has one. */
  subjectMayBeAddress: boolean;
  /** Whether the same subject may come under another naming: some providers issue subjects per client. */
  keepsSubjects: boolean;
}

/** The protocols, one row each. */
export const protocolTraits: Record<Protocol, ProtocolTraits> = {
  saml: {
    name: "SAML 2.0",
    fields: samlFields,
    ourValues: ["entityId", "acsUrl", "sloUrl", "metadataUrl", "encryptionCertificate", "loginAddress"],
    credential: "key_pairs",
    renewable: ["certificates", "metadataUrl"],
    connects: "identity_provider",
    directoryVouches: true,
    subjectMayBeAddress: true,
    keepsSubjects: false,
  },
  oidc: {
    name: "OpenID Connect",
    fields: oidcFields,
    ourValues: ["redirectUri", "initiateUrl", "postLogoutRedirectUri", "loginAddress"],
    credential: "client_secret",
    renewable: ["clientSecret"],
    connects: "identity_provider",
    directoryVouches: false,
    subjectMayBeAddress: false,
    keepsSubjects: true,
  },
  oauth2: {
    name: "OAuth 2",
    fields: oauth2Fields,
    ourValues: ["redirectUri", "loginAddress"],
    credential: "client_secret",
    renewable: ["clientSecret"],
    connects: "tool",
    directoryVouches: false,
    subjectMayBeAddress: false,
    keepsSubjects: true,
  },
};

/** Narrows settings to those of a protocol; `null` if they belong to another, or there are none. */
export function settingsAs<P extends Protocol>(
  protocol: P,
  settings: ConfigurationSettings | null | undefined,
): SettingsOf<P> | null {
  return isOf(protocol, settings) ? settings : null;
}

function isOf<P extends Protocol>(
  protocol: P,
  settings: ConfigurationSettings | null | undefined,
): settings is SettingsOf<P> {
  return settings?.protocol === protocol;
}

const initials: Record<Protocol, object> = {
  saml: initialsOf(samlFields),
  oidc: initialsOf(oidcFields),
  oauth2: initialsOf(oauth2Fields),
};

/** Stored settings, with defaults for fields that were added later. */
export function withInitials(settings: ConfigurationSettings): ConfigurationSettings {
  return { ...initials[settings.protocol], ...settings };
}
