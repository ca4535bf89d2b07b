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

type Family = "rsa" | "ec";

/** The signature methods that are accepted (RFC 6931 2.3), with the key type and hash that each needs. */
export const signatureMethods: Readonly<Record<string, { family: Family; hash: string; label: string }>> = {
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256": { family: "rsa", hash: "sha256", label: "RSA-SHA256" },
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": { family: "rsa", hash: "sha384", label: "RSA-SHA384" },
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512": { family: "rsa", hash: "sha512", label: "RSA-SHA512" },
  "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256": { family: "ec", hash: "sha256", label: "ECDSA-SHA256" },
  "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384": { family: "ec", hash: "sha384", label: "ECDSA-SHA384" },
  "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512": { family: "ec", hash: "sha512", label: "ECDSA-SHA512" },
};

/** The digest methods that are accepted for a reference (XML Encryption 5.7, RFC 6931 2.1). */
export const digestMethods: Readonly<Record<string, string>> = {
  "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
  "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
  "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
};
