/** Namespaces of the documents that a SAML response is made of. */
export const ns = {
  protocol: "urn:oasis:names:tc:SAML:2.0:protocol",
  assertion: "urn:oasis:names:tc:SAML:2.0:assertion",
  signature: "http://www.w3.org/2000/09/xmldsig#",
  signature11: "http://www.w3.org/2009/xmldsig11#",
  encryption: "http://www.w3.org/2001/04/xmlenc#",
  encryption11: "http://www.w3.org/2009/xmlenc11#",
  exclusiveC14n: "http://www.w3.org/2001/10/xml-exc-c14n#",
  schemaInstance: "http://www.w3.org/2001/XMLSchema-instance",
  xml: "http://www.w3.org/XML/1998/namespace",
} as const;

/** Status, confirmation and format identifiers of SAML Core 2.0. */
export const saml = {
  success: "urn:oasis:names:tc:SAML:2.0:status:Success",
  bearer: "urn:oasis:names:tc:SAML:2.0:cm:bearer",
  entityFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:entity",
} as const;

/** The only two transforms that a reference may have, and the only canonicalization (XML Signature 6.5, 6.6). */
export const transforms = {
  enveloped: "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
  exclusiveC14n: "http://www.w3.org/2001/10/xml-exc-c14n#",
} as const;

const more = "http://www.w3.org/2001/04/xmldsig-more#";
const xenc = "http://www.w3.org/2001/04/xmlenc#";

export interface SignatureMethod {
  keyType: "rsa" | "ec";
  hash: "sha256" | "sha384" | "sha512";
}

/** The signature methods that are accepted (RFC 6931 2.3), with the key type and hash that each needs. */
export const signatureMethods: ReadonlyMap<string, SignatureMethod> = new Map([
  [`${more}rsa-sha256`, { keyType: "rsa", hash: "sha256" }],
  [`${more}rsa-sha384`, { keyType: "rsa", hash: "sha384" }],
  [`${more}rsa-sha512`, { keyType: "rsa", hash: "sha512" }],
  [`${more}ecdsa-sha256`, { keyType: "ec", hash: "sha256" }],
  [`${more}ecdsa-sha384`, { keyType: "ec", hash: "sha384" }],
  [`${more}ecdsa-sha512`, { keyType: "ec", hash: "sha512" }],
] satisfies [string, SignatureMethod][]);

/** The digest methods that are accepted for a reference (XML Encryption 5.7, RFC 6931 2.1). */
export const digestMethods: ReadonlyMap<string, SignatureMethod["hash"]> = new Map([
  [`${xenc}sha256`, "sha256"],
  [`${more}sha384`, "sha384"],
  [`${xenc}sha512`, "sha512"],
] satisfies [string, SignatureMethod["hash"]][]);
