import type { OidcRefusalCode } from "@/lib/model/refusals/oidc";
import type { OpenedToken } from "@/lib/ports/oidc";
import { type KeySource, verifySignature } from "./id-token-signature";
import { jsonObject } from "./provider-calls";
import type { OidcChecks } from "./step";

const unreadable: ReadonlySet<OidcRefusalCode> = new Set<OidcRefusalCode>([
  "id_token_malformed",
  "id_token_encrypted",
]);
/** The token itself is at fault; with every other code, the keys could not be had. */
const notSigned: ReadonlySet<OidcRefusalCode> = new Set<OidcRefusalCode>([
  "id_token_algorithm",
  "id_token_critical_header",
  "id_token_key_unknown",
  "id_token_key_ambiguous",
  "id_token_key_unusable",
  "id_token_signature",
]);

/** Verifies a token's signature as an ID token's is, and reads the type in its header. */
export async function openSigned(
  token: string,
  algorithms: readonly string[],
  keys: KeySource,
  checks: OidcChecks,
): Promise<OpenedToken> {
  const verified = await verifySignature(token, algorithms, keys, checks);
  if (verified.ok) {
    const [head = ""] = token.split(".");
    const type = jsonObject(Buffer.from(head, "base64url").toString("utf8"))?.typ;
    return {
      outcome: "opened",
      // RFC 7515 §4.1.9: "application/" may be left out, and letters count in either case.
      type: typeof type === "string" ? type.toLowerCase().replace(/^application\//, "") : null,
      claims: verified.value.claims,
    };
  }
  const { code, received } = verified.refusal;
  if (unreadable.has(code)) return { outcome: "unreadable", received };
  return { outcome: notSigned.has(code) ? "not_signed" : "keys_unavailable", received: received ?? code };
}
