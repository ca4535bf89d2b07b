import { createPublicKey, verify, X509Certificate } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { diag } from "libxml2-wasm";
import { expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { type AuthnRequestInput, postRequest, redirectRequest } from "./authn-request";
import { freshSigningKey } from "./metadata/testing/signing-key";

const key = freshSigningKey();
const email = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

/** As the registry creates it: everything on one line, its own signature after the Issuer. */
const registryRequest = [
  '<?xml version="1.0"?><samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_0123456789abcdef0123" Version="2.0"',
  ' IssueInstant="2027-01-15T12:00:00.000Z" ProtocolBinding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"',
  ' Destination="https://old.maple.example/sso" AssertionConsumerServiceURL="https://app.gatehouse.example/acs" ProviderName="Someone">',
  '<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">https://app.gatehouse.example/metadata</saml:Issuer>',
  '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/><SignatureValue>AAAA</SignatureValue></Signature>',
  `<samlp:NameIDPolicy xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Format="${email}" AllowCreate="true"/>`,
  "</samlp:AuthnRequest>",
].join("");

const anInput = (changes: Partial<AuthnRequestInput> = {}): AuthnRequestInput => ({
  xml: registryRequest,
  loginUrl: "https://idp.maple.example/sso",
  relayState: "attempt_7",
  key,
  nameIdFormat: email,
  ...changes,
});

function sent(input: AuthnRequestInput): string {
  const { url } = redirectRequest(input);
  const request = new URL(url).searchParams.get("SAMLRequest") ?? "";
  return inflateRawSync(Buffer.from(request, "base64")).toString("utf8");
}

test("signs the query of the redirect binding over exactly what is sent", () => {
  const { url, requestId } = redirectRequest(anInput());
  expect(requestId).toBe("_0123456789abcdef0123");
  const [signedPart = "", signature = ""] = (url.split("?")[1] ?? "").split("&Signature=");
  expect(signedPart.split("&").map((part) => part.split("=")[0])).toEqual([
    "SAMLRequest",
    "RelayState",
    "SigAlg",
  ]);
  const publicKey = new X509Certificate(key.certificatePem).publicKey;
  const value = Buffer.from(decodeURIComponent(signature), "base64");
  expect(verify("sha256", Buffer.from(signedPart), publicKey, value)).toBe(true);
  expect(verify("sha256", Buffer.from(signedPart.replace("attempt_7", "attempt_8")), publicKey, value)).toBe(
    false,
  );
  expect(new URL(url).searchParams.get("SigAlg")).toBe("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
  expect(new URL(url).searchParams.get("RelayState")).toBe("attempt_7");
});

test("removes the registry's signature and sets itself, the destination and the requested options", () => {
  const xml = sent(anInput({ forceAuthn: true, requestId: "_fresh", providerName: 'Maple & "Sons"' }));
  expect(xml).not.toContain("Signature");
  expect(xml).not.toContain("<?xml");
  expect(xml).toContain('ID="_fresh"');
  expect(xml).toContain('Destination="https://idp.maple.example/sso"');
  expect(xml).toContain('ProviderName="Maple &amp; &quot;Sons&quot;"');
  expect(xml).toContain('ForceAuthn="true"');
  expect(xml).toContain('AssertionConsumerServiceURL="https://app.gatehouse.example/acs"');
  expect(sent(anInput())).toContain('ProviderName="Gatehouse"');
  expect(sent(anInput())).not.toContain("ForceAuthn");
});

test.each([
  [email, `Format="${email}" AllowCreate="true"`],
  ["urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", 'nameid-format:persistent" AllowCreate="true"'],
  [
    "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
    'Format="urn:oasis:names:tc:SAML:2.0:nameid-format:transient"/>',
  ],
  ["urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified", 'AllowCreate="true"/>'],
  [null, 'AllowCreate="true"/>'],
])("requests the subject format %s", (nameIdFormat, expected) => {
  const policy = sent(anInput({ nameIdFormat })).match(/<samlp:NameIDPolicy[^>]*>/)?.[0] ?? "";
  expect(policy).toContain(expected);
  expect(policy.includes("Format=")).toBe(nameIdFormat !== null && !nameIdFormat.includes("unspecified"));
});

test("names the person in a Subject before the NameIDPolicy, or in the query", () => {
  const hint = "ann+x@maple.example";
  const xml = sent(anInput({ loginHint: { email: hint, by: "subject" } }));
  expect(xml).toContain(
    `<saml:Subject><saml:NameID Format="${email}">${hint}</saml:NameID></saml:Subject><samlp:NameIDPolicy`,
  );
  expect(xml).toMatch(/^<samlp:AuthnRequest [^>]*xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/);
  const { url } = redirectRequest(anInput({ loginHint: { email: hint, by: "query" } }));
  expect(url).toMatch(
    /^https:\/\/idp\.maple\.example\/sso\?login_hint=ann%2Bx%40maple\.example&SAMLRequest=/,
  );
  const form = postRequest(anInput({ loginHint: { email: hint, by: "query" } }));
  expect(form.action).toBe("https://idp.maple.example/sso?login_hint=ann%2Bx%40maple.example");
});

test.each([
  ["https://idp.example/sso?idpid=C01&x=a%20b", "https://idp.example/sso?idpid=C01&x=a%20b&SAMLRequest="],
  ["https://idp.example/sso?", "https://idp.example/sso?SAMLRequest="],
  ["https://idp.example/sso#top", "https://idp.example/sso?SAMLRequest="],
])("keeps the query of the login address %s", (loginUrl, start) => {
  const { url } = redirectRequest(anInput({ loginUrl }));
  expect(url.startsWith(start)).toBe(true);
});

test("omits the relay state if there is none", () => {
  expect(redirectRequest(anInput({ relayState: null })).url).not.toContain("RelayState");
  expect(postRequest(anInput({ relayState: null })).fields).not.toHaveProperty("RelayState");
});

test.each([false, true])(
  "signs the document of the POST binding after the Issuer, with a Subject: %s",
  (withSubject) => {
    const loginHint = withSubject ? ({ email: "ann@maple.example", by: "subject" } as const) : null;
    const { requestId, action, fields } = postRequest(anInput({ loginHint }));
    expect(requestId).toBe("_0123456789abcdef0123");
    expect(action).toBe("https://idp.maple.example/sso");
    expect(fields.RelayState).toBe("attempt_7");
    const xml = Buffer.from(fields.SAMLRequest, "base64").toString("utf8");
    const order = [...xml.matchAll(/<(saml:Issuer|ds:Signature|saml:Subject|samlp:NameIDPolicy)[ >]/g)].map(
      ([, name]) => name,
    );
    const subject = withSubject ? ["saml:Subject"] : [];
    expect(order).toEqual(["saml:Issuer", "ds:Signature", ...subject, "samlp:NameIDPolicy"]);

    const verifier = new SignedXml({ publicCert: key.certificatePem });
    const signature = xml.match(/<ds:Signature .*<\/ds:Signature>/s)?.[0] ?? "";
    verifier.loadSignature(signature);
    expect(verifier.checkSignature(xml)).toBe(true);
    expect(verifier.getSignedReferences()[0]).toContain('Destination="https://idp.maple.example/sso"');
    expect(signature).toContain('URI="#_0123456789abcdef0123"');
    const bent = new SignedXml({ publicCert: key.certificatePem });
    bent.loadSignature(signature);
    expect(bent.checkSignature(xml.replace("gatehouse.example/acs", "evil.example/acs"))).toBe(false);
  },
);

test("signs with the connection's key whether it comes as PEM or as an object", () => {
  const pem =
    typeof key.privateKey === "string"
      ? key.privateKey
      : key.privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const { url } = redirectRequest(anInput({ key: { ...key, privateKey: pem } }));
  expect(createPublicKey(pem).asymmetricKeyType).toBe("rsa");
  expect(url).toBe(redirectRequest(anInput()).url);
});

test.each([
  ["another document", anInput({ xml: "<a/>" })],
  ["no document", anInput({ xml: "request" })],
  ["a long relay state", anInput({ relayState: "x".repeat(81) })],
])("throws on %s, which would be a bug", (_, input) => {
  expect(() => redirectRequest(input)).toThrow(Error);
  expect(() => postRequest(input)).toThrow(Error);
});

test("frees every document", () => {
  diag.configure({ enabled: true });
  redirectRequest(anInput());
  postRequest(anInput());
  expect(() => postRequest(anInput({ xml: "<a/>" }))).toThrow();
  expect(diag.report()).toEqual({});
  diag.configure({ enabled: false });
});
