import type { SignalSubject } from "@/lib/model/access/signals";
import { parseProviderAddress } from "@/lib/model/people/email-address";
import { isObject } from "./step";

export interface KnownIssuers {
  /** The names that the provider goes by in a subject. */
  issuers: readonly string[];
  /** The one that sign-ins through the connection bring. */
  identityIssuer: string;
}

/**
 * Reads whom a signal is about (RFC 9493): by address, by issuer and subject, or as a complex subject (OpenID Shared
 * Signals Framework 1.0 §3) with a user and perhaps their session. `null`: in no form that leads to a person here.
 */
export function readSubjectIdentifier(value: unknown, known: KnownIssuers): SignalSubject | null {
  if (!isObject(value)) return null;
  const { format, user, session } = value;
  if (format === "complex" || (format === undefined && user !== undefined)) {
    // One level: a user is named simply.
    const person = isObject(user) && user.format !== "complex" ? readSimple(user, known) : null;
    const isNamed = isObject(session) && session.format === "opaque" && typeof session.id === "string";
    return person && { ...person, sessionIndexes: isNamed ? [String(session.id)] : [] };
  }
  return readSimple(value, known);
}

function readSimple(value: Record<string, unknown>, known: KnownIssuers): SignalSubject | null {
  const subject = { identity: null, email: null, sessionIndexes: [] };
  if (value.format === "email") {
    const email = typeof value.email === "string" ? parseProviderAddress(value.email) : null;
    return email && { ...subject, email: email.address };
  }
  if (value.format === "iss_sub") {
    const { iss, sub } = value;
    if (typeof iss !== "string" || typeof sub !== "string" || sub === "" || !known.issuers.includes(iss))
      return null;
    return { ...subject, identity: { issuer: known.identityIssuer, subject: sub } };
  }
  return null;
}
