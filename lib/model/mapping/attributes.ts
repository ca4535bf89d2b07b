import type { GroupSeparator } from "@/lib/model/connections/choices";
import type { AttributeNames, OptionSettings } from "@/lib/model/connections/connection";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { foldAscii, trimXmlSpace } from "@/lib/model/text/fold";

/**
 * The names under which providers send the usual attributes, in the order in which they are tried: short names,
 * the xmlsoap URIs of Entra ID and ADFS, LDAP OIDs (SAML V2.0 X.500/LDAP Attribute Profile), OIDC Core 5.1 claims.
 */
export const usualNames: Record<keyof AttributeNames, readonly string[]> = {
  email: [
    "email",
    "emailAddress",
    "mail",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "urn:oid:0.9.2342.19200300.100.1.3",
    "urn:oid:1.2.840.113549.1.9.1",
    "http://schemas.auth0.com/email",
  ],
  firstName: [
    "firstName",
    "given_name",
    "givenName",
    "first_name",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
    "urn:oid:2.5.4.42",
    "http://schemas.auth0.com/given_name",
  ],
  lastName: [
    "lastName",
    "family_name",
    "surname",
    "sn",
    "last_name",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
    "urn:oid:2.5.4.4",
    "http://schemas.auth0.com/family_name",
  ],
  groups: [
    "groups",
    "roles",
    "memberOf",
    "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
    "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
    "http://schemas.xmlsoap.org/claims/Group",
    "urn:oid:1.3.6.1.4.1.5923.1.5.1.1",
  ],
};

/**
 * The values of an attribute by its own name: exactly as written first, else without regard to the case of A to Z.
 * Empty if it did not come.
 */
export function valuesOf(
  attributes: Readonly<Record<string, readonly string[]>>,
  name: string,
): readonly string[] {
  const key = attributeKey(attributes, name);
  return key === null ? [] : (attributes[key] ?? []);
}

/** The name of an attribute in the provider's spelling; `null` if it is missing. */
export function attributeKey(
  attributes: Readonly<Record<string, readonly string[]>>,
  name: string,
): string | null {
  if (Object.hasOwn(attributes, name)) return name;
  return namesIn(attributes).get(foldAscii(name)) ?? null;
}

/** Rules and mapping ask for many names of the same attributes, which may be thousands: they are folded once. */
const foldedNames = new WeakMap<object, ReadonlyMap<string, string>>();

function namesIn(attributes: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, string> {
  const known = foldedNames.get(attributes);
  if (known) return known;
  const names = new Map<string, string>();
  for (const name of Object.keys(attributes)) {
    const folded = foldAscii(name);
    if (!names.has(folded)) names.set(folded, name);
  }
  foldedNames.set(attributes, names);
  return names;
}

/** The name of one of the four usual attributes as received, and its values. */
export function pick(
  attributes: Readonly<Record<string, readonly string[]>>,
  which: keyof AttributeNames,
  names: AttributeNames,
): { name: string | null; values: readonly string[] } {
  const own = names[which];
  for (const name of own ? [own] : usualNames[which]) {
    const values = valuesOf(attributes, name).filter((value) => value.trim() !== "");
    if (values.length > 0) return { name, values };
  }
  return { name: own, values: [] };
}

/** The settings by which groups are read. */
type GroupSettings = Pick<OptionSettings, "attributes" | "groupSeparator">;

/** The name of the group attribute as received, and the groups: a text that joins several is split. */
export function readGroups(
  attributes: Readonly<Record<string, readonly string[]>>,
  { attributes: names, groupSeparator }: GroupSettings,
): { name: string | null; values: readonly string[] } {
  const { name, values } = pick(attributes, "groups", names);
  return { name, values: divided(values, groupSeparator) };
}

/** Texts split at a separator, without empty parts. */
export function divided(values: readonly string[], separator: GroupSeparator | null): readonly string[] {
  if (separator === null) return values;
  return values
    .flatMap((value) => value.split(separator))
    .map(trimXmlSpace)
    .filter((part) => part !== "");
}

/**
 * The attribute that a provider sends in place of the groups when there are too many.
 * Entra ID: `http://schemas.microsoft.com/claims/groups.link` in SAML; `_claim_names` naming groups, or `hasgroups`,
 * in tokens (learn.microsoft.com, "Configure group claims" and "ID token claims reference").
 */
export function groupOverage(identity: Pick<VerifiedIdentity, "attributes">): string | null {
  const { attributes } = identity;
  const links = [
    "http://schemas.microsoft.com/claims/groups.link",
    "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups.link",
  ];
  const link = links.find((name) => valuesOf(attributes, name).length > 0);
  if (link) return link;
  if (valuesOf(attributes, "_claim_names").some((value) => value.includes('"groups"'))) return "_claim_names";
  if (valuesOf(attributes, "hasgroups").some((value) => value === "true")) return "hasgroups";
  return null;
}

/** The group names that an overage marker refers to. */
export const overflowingNames = [
  "groups",
  "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups",
] as const;

/**
 * The overage marker if the groups that an option reads are missing because of it; `null` otherwise. Other attributes
 * with groups (such as app roles) come complete beside the marker and say nothing about the groups.
 */
export function withheldGroups(
  identity: Pick<VerifiedIdentity, "attributes">,
  names: AttributeNames,
): string | null {
  const overflows = (name: string) => overflowingNames.some((one) => one === foldAscii(name));
  if (names.groups !== null && !overflows(names.groups)) return null;
  const came = overflowingNames.some((name) => valuesOf(identity.attributes, name).length > 0);
  return came ? null : groupOverage(identity);
}
