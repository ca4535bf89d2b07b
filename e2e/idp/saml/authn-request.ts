import { createPublicKey, verify, X509Certificate } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { DOMParser } from "@xmldom/xmldom";
import { SignedXml } from "xml-crypto";

/** A message of an application with what its signature covers. */
export interface SignedMessage {
  binding: "redirect" | "post";
  xml: string;
  /** For the redirect binding: the signed text and its signature. */
  signed: { text: string; signature: string; algorithm: string } | null;
}

/** An AuthnRequest with the values that the simulator needs. */
export interface ReadRequest extends SignedMessage {
  id: string;
  /** The service provider's entity ID. */
  issuer: string;
  acsUrl: string;
  nameIdFormat: string | null;
  /** The address in the request's Subject. */
  hint: string | null;
  forced: boolean;
  relayState: string | null;
}

/** Reads the request of a redirect (raw query) or of a posted form; `null` if there is none. */
export function readRequest(method: string, rawQuery: string, form: URLSearchParams): ReadRequest | null {
  const query = new URLSearchParams(rawQuery);
  const binding = method === "POST" ? "post" : "redirect";
  const text = binding === "post" ? form.get("SAMLRequest") : query.get("SAMLRequest");
  if (!text) return null;
  const bytes = Buffer.from(text, "base64");
  const xml =
    binding === "post"
      ? bytes.toString("utf8")
      : inflateRawSync(bytes, { maxOutputLength: 200_000 }).toString("utf8");
  const root = new DOMParser().parseFromString(xml, "text/xml").documentElement;
  const inner = (name: string) => root?.getElementsByTagNameNS("*", name)[0];
  const id = root?.getAttribute("ID");
  const acsUrl = root?.getAttribute("AssertionConsumerServiceURL");
  const issuer = inner("Issuer")?.textContent;
  if (!root || !id || !acsUrl || !issuer) return null;
  return {
    id,
    issuer,
    acsUrl,
    nameIdFormat: inner("NameIDPolicy")?.getAttribute("Format") || null,
    hint: inner("Subject") ? (inner("NameID")?.textContent ?? null) : query.get("login_hint"),
    forced: root.getAttribute("ForceAuthn") === "true",
    relayState: (binding === "post" ? form : query).get("RelayState"),
    binding,
    xml,
    signed: binding === "redirect" ? signedQuery(rawQuery, query, "SAMLRequest") : null,
  };
}

/** SAML Bindings 3.4.4.1: the parameters in this order, in their original encoding. */
export function signedQuery(
  rawQuery: string,
  query: URLSearchParams,
  name: "SAMLRequest" | "SAMLResponse",
): SignedMessage["signed"] {
  const signature = query.get("Signature");
  const algorithm = query.get("SigAlg");
  if (!signature || !algorithm) return null;
  const raw = new Map(rawQuery.split("&").map((pair) => [pair.split("=")[0] ?? "", pair]));
  const text = [name, "RelayState", "SigAlg"].flatMap((one) => raw.get(one) ?? []).join("&");
  return { text, signature, algorithm };
}

/** Whether one of the service provider's certificates verifies the message's signature. */
export function validateSignature(
  request: SignedMessage,
  certificates: readonly string[],
): "right" | "wrong" | "absent" {
  if (request.binding === "redirect") {
    const { signed } = request;
    if (!signed) return "absent";
    const signature = Buffer.from(signed.signature, "base64");
    const fits = certificates.some((pem) =>
      verify("sha256", Buffer.from(signed.text), new X509Certificate(pem).publicKey, signature),
    );
    return fits && signed.algorithm.endsWith("#rsa-sha256") ? "right" : "wrong";
  }
  const document = new DOMParser().parseFromString(request.xml, "text/xml");
  const node = document.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")[0];
  if (!node) return "absent";
  const fits = certificates.some((pem) => {
    const key = createPublicKey(
      new X509Certificate(pem).publicKey.export({ type: "spki", format: "pem" }),
    ).export({ type: "spki", format: "pem" });
    const verifier = new SignedXml({ publicCert: key.toString() });
    verifier.loadSignature(node.toString());
    try {
      return verifier.checkSignature(request.xml);
    } catch {
      return false;
    }
  });
  return fits ? "right" : "wrong";
}
