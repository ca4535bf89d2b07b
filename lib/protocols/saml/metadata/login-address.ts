/** Whether a browser may be sent to an address. */
export type AddressVerdict = "fine" | "invalid" | "insecure";

const maxLength = 2048;

/**
 * An absolute https address without a user name in it; http only for this very machine, or anywhere in a lab.
 */
export function checkAddress(address: string, allowInsecure: boolean): AddressVerdict {
  if (address.length > maxLength || !URL.canParse(address)) return "invalid";
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return "invalid";
  if (url.protocol === "https:") return "fine";
  if (url.protocol !== "http:") return "invalid";
  return allowInsecure || isLoopback(url.hostname) ? "fine" : "insecure";
}

/** RFC 6761 6.3, RFC 1122 3.2.1.3, RFC 4291 2.5.3. */
function isLoopback(host: string): boolean {
  return /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);
}
