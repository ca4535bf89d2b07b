import type { SamlSettings } from "../settings";

/** The provider and ourselves, as in the live configuration of a connection. */
export type LogoutSettings = Pick<
  SamlSettings,
  "idpEntityId" | "certificates" | "endedCertificates" | "decryptionKeys" | "clockSkewSeconds"
> & {
  /** Our single logout address; the Destination of every message must be exactly this. */
  sloUrl: string;
};

/** A message as the browser brought it, by one of the two bindings. */
export type LogoutDelivery =
  /** HTTP-Redirect: the query as it was sent, without “?”. Its very octets are signed. */
  | { binding: "redirect"; query: string }
  /** HTTP-POST: the fields of the form. */
  | { binding: "post"; fields: URLSearchParams };

/** The most bytes of XML that are read: requests with 200 sessions and an encrypted name stay far below it. */
export const mostLogoutXml = 64 * 1024;
/** Bindings 3.4.3 allows 80 bytes; providers write more. Longer ones are refused, as we have to send them back. */
export const longestRelayState = 1_000;
/** The most sessions that one request names. */
export const mostSessionIndexes = 200;
/** How long a message may be on its way: people confirm nothing in between. */
export const longestTravel = 5 * 60_000;
