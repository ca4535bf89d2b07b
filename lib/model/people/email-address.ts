import { asciiDomain } from "@/lib/model/domains/domain-name";
import { foldAscii, trimXmlSpace } from "@/lib/model/text/fold";

/** One email address in the form in which addresses are compared and stored. */
export interface EmailAddress {
  /** `local@domain`. */
  address: string;
  local: string;
  /** ASCII form, lower case. */
  domain: string;
}

/**
 * Reads exactly one email address; `null` for anything else: none, two (`a@b,c@d`), a display name, quoted or
 * commented forms, control and invisible characters, more than 254 characters (RFC 5321 §4.5.3.1). Only XML white
 * space around it is removed: a full-width space is part of the address. Only the letters A to Z are lower-cased:
 * folding others would merge two different addresses (the Kelvin sign and k), and hand one person's account to
 * another.
 */
export function parseEmailAddress(text: string): EmailAddress | null {
  const typed = trimXmlSpace(text);
  if (typed.length > 254) return null;
  const at = typed.indexOf("@");
  if (at < 1 || at !== typed.lastIndexOf("@")) return null;
  const local = foldAscii(typed.slice(0, at));
  if (local.length > 64 || !isLocalPart(local)) return null;
  const domain = asciiDomain(typed.slice(at + 1));
  return domain === null ? null : { address: `${local}@${domain}`, local, domain };
}

/**
 * An address from a provider. Its domain must be written literally, except for A to Z: people may type BÜCHER for
 * bücher, but a provider whose domain only becomes one of ours by folding (a Kelvin sign for k) names another one.
 */
export function parseProviderAddress(text: string): EmailAddress | null {
  const domain = foldAscii(trimXmlSpace(text).split("@")[1] ?? "");
  return domain.normalize("NFKC").toLowerCase() === domain ? parseEmailAddress(text) : null;
}

/** The normalised address, or `null` if it is not one well-formed address. */
export function normaliseEmail(text: string): string | null {
  return parseEmailAddress(text)?.address ?? null;
}

/** RFC 5322 dot-atom, with letters beyond ASCII (RFC 6531). */
function isLocalPart(local: string): boolean {
  return local.split(".").every((atom) => /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+$/u.test(atom));
}
