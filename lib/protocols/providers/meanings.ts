import type { AttributeNames } from "@/lib/model/connections/connection";
import type { Given, OurValue, ProviderField, Taken } from "./provider";

const ours: Record<OurValue, string> = {
  acsUrl:
    "The address that people return to with the proof that they signed in. Also called assertion consumer service (ACS) URL, reply URL or single sign-on URL.",
  acsUrlPattern: "The same address as a pattern, so that the proof can be sent only there.",
  entityId:
    "The name by which the provider knows this application. It looks like an address but is only a name. Also called audience, identifier or SP entity ID.",
  metadataUrl: "A document that contains all our values, for providers that can read it.",
  loginAddress: "Where people start when they open the application from the provider's list of applications.",
  encryptionCertificate:
    "Our public key. The provider needs it to encrypt what it sends, or to verify that a request comes from us.",
  redirectUri:
    "The address that people return to after they sign in. The provider accepts only addresses on its list.",
  initiateUrl: "Where the provider sends people who open the application from its own list of applications.",
  postLogoutRedirectUri:
    "The address that people come back to after the provider has signed them out too. Without it on the provider's list, signing out may end on the provider's error page.",
};

const theirs: Record<ProviderField, string> = {
  metadataUrl:
    "The address of a document with everything that we need from the provider. We check it every day, so a new certificate is detected in time.",
  metadataXml: "The same document as a file or text.",
  entityId: "The provider's own name. It is in every response, and a response with another name is refused.",
  loginUrl: "Where we send people to sign in.",
  logoutUrl: "Where we send people after they sign out here.",
  certificates:
    "The provider's public key. We use it to verify that a response comes from your provider and was not changed.",
  issuer: "The provider's own name, which is also the address where we read the rest of its values.",
  clientId: "The identifier that the provider gave this application. It is not a secret.",
  clientSecret:
    "The password that this application uses at the provider. We store it encrypted and never show it again.",
};

/** A value of ours with the label of its field, and what that field means. */
export function give<Value extends OurValue>(value: Value, label: string): Given<Value> {
  return { value, label, meaning: ours[value] };
}

/** A value of theirs with its label, its meaning and an example. */
export function take<Field extends ProviderField>(
  field: Field,
  label: string,
  example?: string,
): Taken<Field> {
  return example
    ? { field, label, meaning: theirs[field], example }
    : { field, label, meaning: theirs[field] };
}

/** Another way to the same values. */
export function takeInstead<Field extends ProviderField>(
  field: Field,
  label: string,
  example?: string,
): Taken<Field> {
  return { ...take(field, label, example), instead: true };
}

/** A value of ours that only some set-ups need. */
export function giveOptionally<Value extends OurValue>(value: Value, label: string): Given<Value> {
  return { ...give(value, label), optional: true };
}

/** The attribute names that the guides have people enter, if they may choose. */
export const shortNames: AttributeNames = {
  email: "email",
  firstName: "firstName",
  lastName: "lastName",
  groups: "groups",
};

/** The claims of OpenID Connect Core 5.1. */
export const standardClaims: AttributeNames = {
  email: "email",
  firstName: "given_name",
  lastName: "family_name",
  groups: null,
};

/** The claim addresses of Microsoft's products. */
export const claimAddresses = {
  email: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
  firstName: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
  lastName: "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
} as const;
