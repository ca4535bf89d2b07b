import { trimCharacters } from "@/lib/model/text/text-scan";
import type { Outbound } from "@/lib/ports/safe-fetch";
import { done } from "@/lib/protocols/check-log";
import type { OidcChecks, Step } from "./step";

export const wellKnown = "/.well-known/openid-configuration";

/** A typed issuer, corrected as far as that is safe. */
export interface IssuerAddress {
  /** Without the well-known part, its final slash as typed. */
  issuer: string;
  /** The address of its document. */
  discoveryUrl: string;
}

const microsoftHosts = new Set([
  "login.microsoftonline.com",
  "login.microsoft.com",
  "login.windows.net",
  "sts.windows.net",
  "login.microsoftonline.us",
  "login.partner.microsoftonline.cn",
]);

/** Tenants that mean everybody rather than one company; the last is the tenant of all personal accounts. */
const microsoftEverybody = new Set([
  "common",
  "organizations",
  "consumers",
  "9188040d-6c67-4c5b-b112-36a304b66dad",
]);

/**
 * Reads an issuer or the address of its document as people paste it, and lists the corrections in `repairs`.
 *
 * Refuses invalid addresses, those without https (unless allowed), and Microsoft's addresses for every company at
 * once: a sign-in there proves no more than some Microsoft account.
 */
export function readIssuerAddress(
  typed: string,
  outbound: Outbound,
  checks: OidcChecks,
  repairs: string[],
): Step<IssuerAddress> {
  const read = readAddress(typed, outbound, checks, repairs);
  if (!read.ok) return read;
  const { text, url } = read.value;
  let path = url.pathname;
  const isDocument = path.endsWith(wellKnown) || path.endsWith(`${wellKnown}/`);
  // OpenID Connect Discovery §2: an issuer has neither query nor fragment. The address of a document may have a query,
  // such as Entra ID's ?appid=, which chooses another document.
  if ((url.search !== "" && !isDocument) || url.hash !== "") {
    return checks.refuse("issuer_invalid", "issuer_address", text, "an address without ? and #");
  }
  if (isDocument) {
    path = path.slice(0, path.lastIndexOf(wellKnown));
    repairs.push("The address of the provider's document was taken apart: the issuer is kept.");
  } else if (path === "/" && !text.endsWith("/")) {
    path = "";
  }
  const issuer = `${url.origin}${path}`;
  checks.pass("issuer_address", issuer);
  const discoveryUrl = url.search === "" ? discoveryUrlOf(issuer) : url.href;
  if (url.search !== "") repairs.push(`The address of its document is kept beside it: ${discoveryUrl}`);
  return done({ issuer, discoveryUrl });
}

/**
 * Reads the address of a document that is not at its issuer (`typed`; empty: the one that the document names). An
 * issuer is only compared, so that it may be any text on one line.
 */
export function readDiscoveryAddress(
  typed: string,
  discoveryUrl: string,
  outbound: Outbound,
  checks: OidcChecks,
  repairs: string[],
): Step<IssuerAddress> {
  const read = readAddress(discoveryUrl, outbound, checks, repairs);
  if (!read.ok) return read;
  const { text, url } = read.value;
  if (url.hash !== "") return checks.refuse("issuer_invalid", "issuer_address", text, "an address without #");
  const issuer = bareAddress(typed, repairs);
  if (issuer.length > 1_024) {
    const received = `${issuer.length} characters`;
    return checks.refuse("issuer_invalid", "issuer_address", received, "at most 1,024 characters");
  }
  checks.pass("issuer_address", url.href);
  return done({ issuer, discoveryUrl: url.href });
}

/** An address that may be called, with the corrections made to it. */
function readAddress(
  typed: string,
  outbound: Outbound,
  checks: OidcChecks,
  repairs: string[],
): Step<{ text: string; url: URL }> {
  let text = bareAddress(typed, repairs);
  if (text === "") return checks.refuse("issuer_missing", "issuer_address");
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text) || /^[^/:]+:\d+(\/|$)/.test(text)) {
    text = `https://${text}`;
    repairs.push("https:// was added at the start of the address.");
  }
  if (!URL.canParse(text)) return checks.refuse("issuer_invalid", "issuer_address", typed, "https://…");
  const url = new URL(text);
  const fault = outbound.check(text);
  if (fault?.code === "outbound_not_https") {
    return checks.refuse("issuer_not_https", "issuer_address", text, "https://…");
  }
  if (fault?.code === "outbound_private_address") {
    return checks.refuse("provider_private_address", "issuer_address", fault.message);
  }
  if (fault) return checks.refuse("issuer_invalid", "issuer_address", text, "https://…");
  const tenant = url.pathname.split("/")[1] ?? "";
  if (microsoftHosts.has(url.hostname) && microsoftEverybody.has(decodeSafely(tenant).toLowerCase())) {
    return checks.refuse("issuer_multi_tenant", "issuer_address", text);
  }
  return done({ text, url });
}

/** Without text that is often pasted with it. */
function bareAddress(typed: string, repairs: string[]): string {
  const text = typed.replace(/[\s\u00a0\u200b-\u200d\u2060\ufeff]+/g, "");
  if (text !== typed) repairs.push("Spaces were removed from the address.");
  const bare = trimCharacters(text, "<\"'“‘", ">\"'”’");
  if (bare !== text) repairs.push("Quotation marks were removed from around the address.");
  return bare;
}

/** Where an issuer's document is (OpenID Connect Discovery §4: a final slash is removed first). */
export function discoveryUrlOf(issuer: string): string {
  return `${issuer.replace(/\/$/, "")}${wellKnown}`;
}

/**
 * Whether the document's issuer is the one that was typed: the same, or the same except for the final slash, the case
 * of the host or a default port. Only for reading typed values; sign-ins compare exactly.
 */
export function isSameIssuer(typed: string, published: string): boolean {
  if (typed === published) return true;
  if (!URL.canParse(typed) || !URL.canParse(published)) return false;
  const bare = (issuer: string) => new URL(issuer).href.replace(/\/$/, "");
  return bare(typed) === bare(published);
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
