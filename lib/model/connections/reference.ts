import { foldAscii } from "@/lib/model/text/fold";

/** Letters, digits and `_ . + - @`; 1 to 64 characters, beginning with a letter or digit. */
const form = /^[A-Za-z0-9][A-Za-z0-9_.+@-]{0,63}$/;

/** True if the text can be a connection's reference. */
export function isReference(text: string): boolean {
  return form.test(text);
}

/** References are compared without case: two that differ only by it would be distinguished by nobody. */
export function referenceKey(reference: string): string {
  return foldAscii(reference);
}

/** A reference with the slug of the space whose organization it is of; the sign between them is in neither. */
export function qualifiedReference(reference: string, ownerSlug: string): string {
  return `${reference}~${ownerSlug}`;
}

/** What is at the end of a login address: a reference, and perhaps whose. */
export function readReference(text: string): { reference: string; ownerSlug: string | null } {
  const [reference = "", ownerSlug, ...rest] = text.split("~");
  return rest.length > 0
    ? { reference: text, ownerSlug: null }
    : { reference, ownerSlug: ownerSlug === undefined ? null : foldAscii(ownerSlug) };
}

/** A reference to propose for a name: "Okta (staff)" gives `okta-staff`. */
export function referenceFor(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_.+@]+/g, "-")
    .replace(/^[^a-z0-9]+|-$/g, "")
    .slice(0, 64);
  return plain || "connection";
}
