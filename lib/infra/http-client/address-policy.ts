import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/**
 * Addresses outside the special ranges that are nobody's identity provider: Azure's host (168.63.129.16) answers
 * every machine of its cloud with that machine's own configuration.
 */
const unwantedV4 = [ipaddr.IPv4.parseCIDR("168.63.129.16/32")];

/** RFC 4291 §2.4 with IANA's registry: only this block is assigned as global unicast. */
const globalV6 = ipaddr.IPv6.parseCIDR("2000::/3");

/**
 * Whether an address is one of the public internet.
 *
 * Refuses by default: private, loopback, link-local, shared (CGNAT), multicast, reserved, documentation; and every
 * IPv6 form that carries an IPv4 address inside (mapped, compatible, translated, NAT64, 6to4, Teredo), because its
 * target is decided elsewhere. Invalid addresses are not public.
 */
export function isPublicAddress(address: string): boolean {
  // The library also reads short and octal forms, which the connection might read differently;
  // a zone (`fe80::1%eth0`) only makes sense on a link.
  if (isIP(address) === 0 || address.includes("%")) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  if (parsed instanceof ipaddr.IPv4) return !unwantedV4.some((range) => parsed.match(range));
  return parsed instanceof ipaddr.IPv6 && parsed.match(globalV6);
}
