import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { samlExplanations } from "@/lib/model/explanations/saml";
import { samlRefusalCodes } from "@/lib/model/refusals/saml";
import { maximumXmlBytes } from "../read-message";
import { expectRefused } from "../testing/expect-refused";
import { overtime } from "../testing/pace";
import { beforeEnd, piece, replaced, without } from "../testing/pieces";
import { aResponse, idpEntityId, outcome, providerKey, validated } from "../testing/scene";
import { signElement } from "../testing/sign-xml";

const { xml } = aResponse();
const protocol = "urn:oasis:names:tc:SAML:2.0:protocol";

test.each([
  ["a LogoutResponse", xml.replaceAll("samlp:Response", "samlp:LogoutResponse")],
  [
    "an ArtifactResponse around a response",
    `<samlp:ArtifactResponse xmlns:samlp="${protocol}">${xml}</samlp:ArtifactResponse>`,
  ],
  [
    "a request",
    `<samlp:AuthnRequest xmlns:samlp="${protocol}" ID="_a" Version="2.0" IssueInstant="2025-06-07T08:09:10Z"/>`,
  ],
  ["metadata", `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"/>`],
  ["a bare assertion", aResponse().assertionXml],
  ["a response of another namespace", xml.replaceAll(protocol, "urn:oasis:names:tc:SAML:1.0:protocol")],
  ["a web page", "<html><body/></html>"],
])("refuses %s", (_, attack) => {
  expectRefused({ xml: attack }, "not_a_response");
});

test("refuses a signed LogoutResponse of the provider", () => {
  const logout = signElement(
    `<samlp:LogoutResponse xmlns:samlp="${protocol}" ID="_l" Version="2.0" IssueInstant="2025-06-07T08:09:10Z"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${idpEntityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status></samlp:LogoutResponse>`,
    "_l",
    { key: providerKey },
  );
  expectRefused({ xml: logout }, "not_a_response");
});

test("refuses every other status, even with a valid assertion", () => {
  const status = (name: string): string => `urn:oasis:names:tc:SAML:2.0:status:${name}`;
  for (const statusCode of [status("Responder"), status("Requester"), status("success"), "Success", ""]) {
    expectRefused(aResponse({ facts: { statusCode } }), "status_not_success");
  }
  const facts = {
    statusCode: status("Requester"),
    subStatusCode: status("InvalidNameIDPolicy"),
    statusMessage: "No Name ID",
  };
  const result = validated(aResponse({ facts, afterSigningAssertion: () => "", sign: "none" }));
  expect(result).toMatchObject({
    refusal: { code: "status_not_success", received: "Requester / InvalidNameIDPolicy: No Name ID" },
  });
  const inner = aResponse({ facts: { statusCode: status("Responder"), subStatusCode: status("Success") } });
  expectRefused(inner, "status_not_success");
});

test("refuses another version and a response without assertion", () => {
  const older = (text: string): string => text.replace('Version="2.0"', 'Version="1.1"');
  expectRefused(aResponse({ beforeSigningResponse: older }), "version_not_supported");
  expectRefused(aResponse({ beforeSigningAssertion: older }), "version_not_supported");
  expectRefused(aResponse({ sign: "response", afterSigningAssertion: () => "" }), "assertion_missing");
});

test("refuses an assertion nested deeper than directly under the response", () => {
  const extensions = (text: string): string => {
    const assertion = piece(text, "saml:Assertion");
    return replaced(
      without(text, assertion),
      "<samlp:Status>",
      `<samlp:Extensions>${assertion}</samlp:Extensions><samlp:Status>`,
    );
  };
  expectRefused(aResponse({ beforeSigningResponse: extensions }), "assertion_misplaced");
});

test.each([
  ["", "response_missing"],
  ["   ", "response_not_base64"],
  ["%%%", "response_not_base64"],
  [`${Buffer.from(xml).toString("base64")}!`, "response_not_base64"],
  [Buffer.from(xml).toString("base64").replace(/.$/, ""), "response_not_base64"],
  [Buffer.from(`${xml} `).toString("base64url"), "response_not_base64"],
  [xml, "response_not_base64"],
  [Buffer.from("hello").toString("base64"), "response_not_xml"],
] as const)("refuses the form value %#", (value, code) => {
  expectRefused(value, code);
});

test("accepts base64 with line breaks", () => {
  const lines =
    Buffer.from(xml)
      .toString("base64")
      .match(/.{1,76}/g) ?? [];
  expect(outcome(lines.join("\r\n"))).toBe("accepted");
  expect(outcome(`${lines.join("\n")}\n`)).toBe("accepted");
});

test("never inflates: a deflated response is not XML", async () => {
  const { deflateRawSync, gzipSync } = await import("node:zlib");
  const bomb = deflateRawSync(Buffer.alloc(50_000_000, 0x20));
  expectRefused(deflateRawSync(xml).toString("base64"), "response_not_xml");
  expectRefused(gzipSync(xml).toString("base64"), "response_not_xml");
  expectRefused(bomb.toString("base64"), "response_not_xml");
});

test("refuses oversized input without decoding it", () => {
  const huge = "A".repeat(50_000_000);
  expect(overtime(() => expect(outcome(huge)).toBe("response_too_large"), 50)).toBeNull();
  const grow = (bytes: number) => (text: string) => beforeEnd(text, "saml:AttributeValue", "x".repeat(bytes));
  const room = maximumXmlBytes - Buffer.byteLength(xml) - 100;
  const control = aResponse({ beforeSigningAssertion: grow(room) });
  expectRefused(aResponse({ beforeSigningAssertion: grow(room + 200) }), "response_too_large", { control });
});

test("docs/saml.md states the cause and the remedy of every code", () => {
  const written = readFileSync(new URL("../../../../docs/saml.md", import.meta.url), "utf8");
  for (const code of samlRefusalCodes) {
    const { cause, fix } = samlExplanations[code];
    expect(written).toContain(`| \`${code}\` | ${cause} | ${fix} |`);
  }
});

test("every code is explained to the person and to the administrator", () => {
  for (const code of samlRefusalCodes) {
    const { forPerson, cause, fix } = samlExplanations[code];
    for (const sentence of [forPerson, cause, fix]) expect(sentence, code).toMatch(/^[A-Z“].*[.)]$/s);
    expect(forPerson, code).not.toMatch(/XML|SAML|assertion|signature|certificate/i);
  }
});
