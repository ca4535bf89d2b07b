import { isFreeMailDomain } from "./free-mail-domains";

/**
 * The ASCII form of a domain name in lower case, or `null` if it is invalid: fewer than two labels, an IP address,
 * characters other than letters, digits, hyphens or dots. Internationalized names become `xn--…` (UTS 46, as browsers
 * do it); look-alike letters remain different names.
 */
export function asciiDomain(text: string): string | null {
  // The URL parser would decode %41, cut at / and #, and read other full stops as dots: none may reach it.
  if (text.length > 253 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(text)) return null;
  let host: string;
  try {
    host = new URL(`https://${text}/`).hostname;
  } catch {
    return null;
  }
  const labels = host.split(".");
  if (labels.length < 2 || host.length > 253) return null;
  if (!labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))) return null;
  // A last label of digits only makes it an IP address in some notation (RFC 3696 §2).
  return /^\d/.test(labels.at(-1) ?? "") ? null : host;
}

/** Long enough for an address with everything that browsers and mail programs add. */
const longestTyped = 2_048;

export type DomainProblem = "empty" | "malformed" | "ip_address" | "single_label" | "free_mail";

export const domainProblems: Record<DomainProblem, string> = {
  empty: "Enter the part of your email addresses that comes after the @, for example acme.example.",
  malformed: "This is not a domain name. Enter the part of your email addresses that comes after the @.",
  ip_address: "This is an IP address. Enter the part of your email addresses that comes after the @.",
  single_label: "A domain name has at least one dot, for example acme.example.",
  free_mail: "Anyone can have an address at this provider, so it cannot belong to one organization.",
};

export type CleanedDomain =
  | { ok: true; name: string; repaired: boolean }
  | { ok: false; problem: DomainProblem };

/**
 * Extracts the email domain from pasted text: an address, a URL, a leading `@`, a trailing dot. Returns its ASCII
 * form and whether anything was removed, or why it cannot be an organization's domain.
 */
export function cleanDomain(text: string): CleanedDomain {
  const typed = text.trim();
  if (typed === "") return { ok: false, problem: "empty" };
  if (typed.length > longestTyped) return { ok: false, problem: "malformed" };
  const withoutScheme = typed.replace(/^(?:mailto:|[a-z][a-z0-9+.-]*:\/\/)/i, "");
  const host = withoutScheme.replace(/[/?#].*$/s, "");
  const bare = host.slice(host.lastIndexOf("@") + 1).replace(/\.$/, "");
  if (/^\[?[0-9a-f]*:[0-9a-f.]*:[0-9a-f:.]*\]?$/i.test(bare)) return { ok: false, problem: "ip_address" };
  const name = bare.replace(/:\d{1,5}$/, "");
  if (/^(?:\d+|0x[0-9a-f]+)(?:\.(?:\d+|0x[0-9a-f]+))*$/i.test(name))
    return { ok: false, problem: "ip_address" };
  if (/^[\p{L}\p{M}\p{N}-]+$/u.test(name)) return { ok: false, problem: "single_label" };
  const ascii = asciiDomain(name);
  if (ascii === null) return { ok: false, problem: "malformed" };
  if (isFreeMailDomain(ascii)) return { ok: false, problem: "free_mail" };
  return { ok: true, name: ascii, repaired: typed.toLowerCase() !== name.toLowerCase() };
}
