import { verify } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { SignedXml } from "xml-crypto";
import { signedForm, signedRedirect } from "../send-message";
import { ourKey } from "../testing/scene";
import { withDocument } from "../xml/document";
import { schemaComplaint } from "../xml/schema";
import { type OwnStatus, writeLogoutRequest, writeLogoutResponse } from "./write-logout-message";

const own = {
  id: "_ours",
  issuedAt: new Date("2025-06-07T08:09:10.123Z"),
  issuer: "https://gatehouse.example/api/sso/saml/conn_one/metadata",
  destination: "https://idp.customer.example/slo?tenant=a&b",
};
const odd = `<"Ünïcode" & 'quotes'>\n`;
const request = writeLogoutRequest(own, {
  nameId: { value: odd, format: "f", nameQualifier: odd, spNameQualifier: null },
  sessionIndex: odd,
  endsAt: new Date("2025-06-07T08:14:10Z"),
});

/** The values that XPath expressions find in a document. */
function found(xml: string, ...paths: string[]): string[] {
  const prefixes = {
    p: "urn:oasis:names:tc:SAML:2.0:protocol",
    a: "urn:oasis:names:tc:SAML:2.0:assertion",
  };
  return (
    withDocument(Buffer.from(xml), (document) =>
      paths.map((path) => document.get(path, prefixes)?.content ?? "nothing"),
    ) ?? []
  );
}

const complaint = (xml: string) =>
  withDocument(Buffer.from(xml), (document) => schemaComplaint(document) ?? "none");

describe("our LogoutRequest", () => {
  test("follows the schema and names the person as the provider did", () => {
    expect(complaint(request)).toBe("none");
    expect(
      found(
        request,
        "/p:LogoutRequest/@ID",
        "/p:LogoutRequest/@IssueInstant",
        "/p:LogoutRequest/@NotOnOrAfter",
        "/p:LogoutRequest/@Destination",
        "/p:LogoutRequest/a:Issuer",
        "//a:NameID",
        "//a:NameID/@Format",
        "//a:NameID/@NameQualifier",
        "//a:NameID/@SPNameQualifier",
        "//p:SessionIndex",
      ),
    ).toEqual([
      own.id,
      "2025-06-07T08:09:10.123Z",
      "2025-06-07T08:14:10.000Z",
      own.destination,
      own.issuer,
      odd,
      "f",
      odd,
      "nothing",
      odd,
    ]);
  });

  test("without a session index has no such element", () => {
    const bare = writeLogoutRequest(own, {
      nameId: { value: "x", format: null, nameQualifier: null, spNameQualifier: null },
      sessionIndex: null,
      endsAt: own.issuedAt,
    });
    expect(complaint(bare)).toBe("none");
    expect(found(bare, "//p:SessionIndex", "//a:NameID/@Format")).toEqual(["nothing", "nothing"]);
  });
});

describe("our LogoutResponse", () => {
  const statuses: [OwnStatus, string, string][] = [
    ["success", "Success", "nothing"],
    ["partial", "Success", "PartialLogout"],
    ["requester", "Requester", "nothing"],
    ["responder", "Responder", "nothing"],
  ];
  test.each(statuses)("says %s and whom it answers", (status, first, second) => {
    const xml = writeLogoutResponse(own, { inResponseTo: "_theirs", status });
    expect(complaint(xml)).toBe("none");
    const [answered, outer, inner] = found(
      xml,
      "/p:LogoutResponse/@InResponseTo",
      "/p:LogoutResponse/p:Status/p:StatusCode/@Value",
      "//p:StatusCode/p:StatusCode/@Value",
    );
    expect(answered).toBe("_theirs");
    expect(outer).toBe(`urn:oasis:names:tc:SAML:2.0:status:${first}`);
    expect(inner?.split(":").at(-1)).toBe(second);
  });
});

describe("on its way", () => {
  const message = { name: "SAMLRequest", xml: request, address: own.destination, key: ourKey } as const;

  test("by redirect, its query is signed, and the provider's own parameters stay", () => {
    const url = signedRedirect({ ...message, relayState: "state & more" });
    expect(url).toMatch(/^https:\/\/idp\.customer\.example\/slo\?tenant=a&b&SAMLRequest=/);
    const { searchParams } = new URL(url);
    const octets = /SAMLRequest=.*(?=&Signature=)/.exec(url)?.[0] ?? "";
    const signature = Buffer.from(searchParams.get("Signature") ?? "", "base64");
    expect(verify("sha256", Buffer.from(octets), ourKey.publicKey, signature)).toBe(true);
    expect(searchParams.get("RelayState")).toBe("state & more");
    const inflated = inflateRawSync(Buffer.from(searchParams.get("SAMLRequest") ?? "", "base64"));
    expect(inflated.toString()).toBe(request);
  });

  test("by form, the document is signed after its Issuer, as another implementation confirms", () => {
    const { action, fields } = signedForm({ ...message, relayState: null });
    expect(action).toBe(own.destination);
    expect(Object.keys(fields)).toEqual(["SAMLRequest"]);
    const xml = Buffer.from(fields.SAMLRequest, "base64").toString();
    expect(complaint(xml)).toBe("none");
    const verifier = new SignedXml({ publicCert: ourKey.certificatePem });
    verifier.loadSignature(/<ds:Signature .*<\/ds:Signature>/s.exec(xml)?.[0] ?? "");
    expect(verifier.checkSignature(xml)).toBe(true);
  });
});
