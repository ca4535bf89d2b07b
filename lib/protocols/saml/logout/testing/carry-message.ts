import { createHmac, sign } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { type SignatureName, signatureUris } from "../../testing/sign-xml";
import type { SigningKey } from "../../testing/signing-key";

export interface RedirectOptions {
  name?: "SAMLRequest" | "SAMLResponse";
  key: SigningKey;
  method?: SignatureName;
  relayState?: string | null;
  /** Replaces the compressed message. */
  compressed?: Buffer;
}

/** Sends a message by HTTP-Redirect, its query signed. */
export function byRedirect(xml: string, options: RedirectOptions): { binding: "redirect"; query: string } {
  const { name = "SAMLRequest", key, method = "rsa-sha256", relayState = null } = options;
  const compressed = options.compressed ?? deflateRawSync(Buffer.from(xml, "utf8"));
  const parts = [`${name}=${encodeURIComponent(compressed.toString("base64"))}`];
  if (relayState !== null) parts.push(`RelayState=${encodeURIComponent(relayState)}`);
  parts.push(`SigAlg=${encodeURIComponent(signatureUris[method])}`);
  const octets = parts.join("&");
  const [family, hash = "sha256"] = method.split("-");
  const value =
    family === "hmac"
      ? createHmac(hash, key.certificatePem).update(octets).digest("base64")
      : sign(hash, Buffer.from(octets), {
          key: key.privateKey,
          dsaEncoding: "ieee-p1363",
        }).toString("base64");
  return { binding: "redirect", query: `${octets}&Signature=${encodeURIComponent(value)}` };
}

/** Sends a message by HTTP-POST as it is. */
export function byPost(
  xml: string,
  { name = "SAMLRequest", relayState = null }: { name?: string; relayState?: string | null } = {},
): { binding: "post"; fields: URLSearchParams } {
  const fields = new URLSearchParams({ [name]: Buffer.from(xml, "utf8").toString("base64") });
  if (relayState !== null) fields.set("RelayState", relayState);
  return { binding: "post", fields };
}
