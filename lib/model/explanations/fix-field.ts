import type { Protocol } from "@/lib/model/sign-in/identity";

/** A field of the step Configure that a failed test leads to. */
export type FixField = "entityId" | "certificates" | "issuer" | "clientId" | "clientSecret";

const clientFields: Record<string, FixField> = {
  client_authentication_failed: "clientSecret",
  client_not_authorized: "clientId",
};

/** The field whose value most likely is wrong if a test ends with this code; `null`: no single one. */
export function fixField(code: string, protocol: Protocol): FixField | null {
  if (Object.hasOwn(clientFields, code)) return clientFields[code] ?? null;
  if (protocol === "saml") {
    if (code.startsWith("certificate") || code === "signature_mismatch") return "certificates";
    return code.includes("issuer") ? "entityId" : null;
  }
  return protocol === "oidc" && /^(discovery|issuer)_/.test(code) ? "issuer" : null;
}
