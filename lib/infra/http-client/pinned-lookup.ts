import type { LookupFunction } from "node:net";
import type { ResolvedAddress } from "./resolve";

/**
 * The lookup of the connection itself: returns the checked addresses without asking again, so a name that changes
 * between check and connection changes nothing.
 */
export function pinned(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all) return callback(null, [...addresses]);
    const [first] = addresses;
    if (!first) return callback(Object.assign(new Error("no address"), { code: "ENOTFOUND" }), "");
    callback(null, first.address, first.family);
  };
}
