import { valuesOf } from "@/lib/model/mapping/attributes";
import { withFriendlyNames } from "@/lib/model/mapping/friendly-names";
import type { VerifiedIdentity } from "@/lib/model/sign-in/identity";
import { done } from "@/lib/protocols/check-log";
import type { SamlChecks, Step } from "../step";
import { ns } from "../xml/names";
import { attributeOf, childNamed, childrenNamed, type Element, isNamed } from "../xml/tree";

export interface Subject {
  subject: string;
  subjectFormat: string | null;
  subjectAttribute?: string;
}

/** Reads the NameID (SAML Core 2.4.1). An encrypted one has its own refusal rather than counting as missing. */
export function validateSubject(assertion: Element, log: SamlChecks): Step<Subject> {
  const subject = childNamed(assertion, ns.assertion, "Subject");
  if (subject && childNamed(subject, ns.assertion, "EncryptedID")) {
    return log.refuse("encrypted_part_not_supported", "subject", "EncryptedID", "NameID");
  }
  const nameId = subject && childNamed(subject, ns.assertion, "NameID");
  if (!nameId || nameId.children.length > 0 || nameId.text.trim() === "") {
    return log.refuse("subject_missing", "subject", null, "NameID");
  }
  log.pass("subject");
  return done({ subject: nameId.text, subjectFormat: attributeOf(nameId, "Format") });
}

/**
 * Reads the subject from an attribute instead of the NameID, which may then be transient, encrypted or absent. The
 * attribute must have one value: we do not guess which of several is meant.
 */
export function subjectOfAttribute(said: AttributesSaid, name: string, log: SamlChecks): Step<Subject> {
  const all = valuesOf(withFriendlyNames(said, [name]), name);
  const values = [...new Set(all.filter((value) => value.trim() !== ""))];
  const [value] = values;
  if (value === undefined || values.length > 1) {
    const received = values.length > 1 ? `${values.length} different values` : null;
    return log.refuse("subject_missing", "subject", received, `one value of the attribute ${name}`);
  }
  log.pass("subject", name);
  return done({ subject: value, subjectFormat: null, subjectAttribute: name });
}

type AttributesSaid = Pick<VerifiedIdentity, "attributes" | "friendlyNames">;

/**
 * Reads all attributes with all their values, in the provider's order; the same name twice is one attribute. Values
 * that are not plain text are skipped, except for the NameID that `eduPersonTargetedID` wraps.
 */
export function validateAttributes(assertion: Element, log: SamlChecks): Step<AttributesSaid> {
  const found = new Map<string, string[]>();
  const friendly = new Map<string, Set<string>>();
  for (const statement of childrenNamed(assertion, ns.assertion, "AttributeStatement")) {
    for (const attribute of statement.children) {
      if (!isNamed(attribute, ns.assertion, "Attribute")) {
        return log.refuse("encrypted_part_not_supported", "attributes", attribute.name, "Attribute");
      }
      const name = attributeOf(attribute, "Name") ?? "";
      const foreign = attribute.children.find((child) => !isNamed(child, ns.assertion, "AttributeValue"));
      if (foreign) return log.refuse("schema_invalid", "attributes", foreign.name, "AttributeValue");
      const values = attribute.children.map(plainValue);
      const existing = found.get(name) ?? [];
      existing.push(...values.filter((value) => value !== null));
      found.set(name, existing);
      const called = attributeOf(attribute, "FriendlyName");
      if (called) friendly.set(called, (friendly.get(called) ?? new Set()).add(name));
    }
  }
  log.pass("attributes", [...found.keys()].join(", "));
  // `fromEntries` defines the properties, so that an attribute called __proto__ is an ordinary one.
  const attributes = Object.fromEntries(found);
  if (friendly.size === 0) return done({ attributes });
  const friendlyNames = Object.fromEntries(
    [...friendly].map(([called, names]): [string, string[]] => [called, [...names]]),
  );
  return done({ attributes, friendlyNames });
}

function plainValue(value: Element): string | null {
  if (/^(?:true|1)$/.test(value.attributes.get(`{${ns.schemaInstance}}nil`) ?? "")) return null;
  if (value.children.length === 0) return value.text;
  const [only, ...others] = value.children;
  const wrapped =
    only && others.length === 0 && isNamed(only, ns.assertion, "NameID") && value.text.trim() === "";
  return wrapped && only.children.length === 0 ? only.text : null;
}
