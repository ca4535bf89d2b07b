import { foldAscii } from "@/lib/model/text/fold";

/** Letters, digits and `_ . + - @`; 1 to 64 characters, beginning with a letter or digit. */
const form = /^[A-Za-z0-9][A-Za-z0-9_.+@-]{0,63}$/;

/** True if the text can be a connection's reference. */
export function isReference(text: string): boolean {
  return form.test(text);
}

/** References are compared case-insensitively: people could not distinguish two that differ only by case. */
export function referenceKey(reference: string): string {
  return foldAscii(reference);
}

/** A reference with the slug of the space that owns the organization; neither may contain the separator. */
export function qualifiedReference(reference: string, ownerSlug: string): string {
  return `${reference}~${ownerSlug}`;
}

/** The end of a login address: a reference, and optionally its owner's slug. */
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
