import ipaddr from "ipaddr.js";

/**
 * The block that counts as one address: an IPv4 address, or the /64 that an IPv6 customer gets whole and could use
 * freely. `null` if the text is not an address.
 */
export function addressBlock(text: string): string | null {
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.process(text);
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  const network = address.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(":")}::/64`;
}

/** A counter's key, with its network address, alone or after the first colon (`account:address`), as a block. */
export function rateLimitKey(key: string): string {
  const whole = addressBlock(key);
  if (whole !== null) return whole;
  const colon = key.indexOf(":");
  const tail = colon < 0 ? null : addressBlock(key.slice(colon + 1));
  return tail === null ? key : `${key.slice(0, colon)}:${tail}`;
}
