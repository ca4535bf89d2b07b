import { expect, test } from "vitest";
import { expectRefused } from "../testing/expect-refused";
import { instant, type MintedResponse } from "../testing/mint-response";
import { replaced } from "../testing/pieces";
import {
  acsUrl,
  aResponse,
  idpEntityId,
  now,
  ourKey,
  outcome,
  requestId,
  spEntityId,
  validated,
} from "../testing/scene";

// What the standards make optional, and what other receivers accept without harm. Each has the protection beside it:
// the same thing taken too far.

const assertionOnly = { settings: { signed: "assertion" as const } };
const at = (seconds: number): string => instant(now, seconds);

/** The check of that name on an accepted answer: it records what was tolerated. */
function check(answer: MintedResponse, name: string, scene: Parameters<typeof validated>[1] = {}) {
  const result = validated(answer, scene);
  expect(result).toMatchObject({ outcome: "accepted" });
  return result.checks.find((one) => one.name === name);
}

test("an unsigned response may omit Destination; if present it must be right, and a signed response must have it", () => {
  const bare = aResponse({ sign: "assertion", facts: { destination: null } });
  expect(check(bare, "destination", assertionOnly)).toMatchObject({
    passed: true,
    received: null,
    expected: expect.stringContaining("may be missing"),
  });
  const wrong = aResponse({ sign: "assertion", facts: { destination: "https://other.example/acs" } });
  expectRefused(wrong, "destination_wrong", { ...assertionOnly, control: bare });
  expectRefused(aResponse({ facts: { destination: null } }), "destination_missing");
  const signed = aResponse({ sign: "response", facts: { destination: null } });
  const either = { settings: { signed: "either" as const } };
  expectRefused(signed, "destination_missing", { ...either, control: bare });
});

test("without Destination the signed Recipient still binds the answer to our address", () => {
  const facts = { destination: null, recipient: "https://gatehouse.example/api/sso/saml/conn_two/acs" };
  const control = aResponse({ sign: "assertion", facts: { destination: null } });
  expectRefused(aResponse({ sign: "assertion", facts }), "recipient_wrong", { ...assertionOnly, control });
});

test("an unsigned response with a plain assertion may omit Issuer", () => {
  const bare = aResponse({ sign: "assertion", facts: { responseIssuer: null } });
  expect(check(bare, "response_issuer", assertionOnly)).toMatchObject({
    passed: true,
    received: null,
    expected: expect.stringContaining("may be missing"),
  });
  const wrong = aResponse({ sign: "assertion", facts: { responseIssuer: "https://other.example" } });
  expectRefused(wrong, "response_issuer_wrong", { ...assertionOnly, control: bare });
  expectRefused(aResponse({ facts: { responseIssuer: null } }), "response_issuer_missing");
  const encryption = { certificatePem: ourKey.certificatePem };
  const sealed = aResponse({ sign: "assertion", encryption, facts: { responseIssuer: null } });
  const control = aResponse({ sign: "assertion", encryption });
  expectRefused(sealed, "response_issuer_missing", { ...assertionOnly, control });
});

test("Conditions may omit NotBefore, and only that", () => {
  expect(check(aResponse({ facts: { notBefore: null } }), "validity")?.received).toMatch(/^no NotBefore to /);
  expectRefused(aResponse({ facts: { notBefore: null, notOnOrAfter: at(-180) } }), "assertion_expired");
  expectRefused(aResponse({ facts: { notOnOrAfter: null } }), "conditions_bounds_missing");
});

test("InResponseTo may be in the confirmation alone, signed or not, if it is required to be ours", () => {
  for (const [sign, scene] of [
    ["both", {}],
    ["assertion", assertionOnly],
  ] as const) {
    const bare = aResponse({ sign, facts: { inResponseTo: null } });
    expect(check(bare, "in_response_to", scene)).toMatchObject({
      passed: true,
      received: null,
      expected: expect.stringContaining("may be missing"),
    });
    expect(check(bare, "confirmation_in_response_to", scene)?.received).toBe(requestId);
    const other = aResponse({ sign, facts: { inResponseTo: null, confirmationInResponseTo: "_other" } });
    expectRefused(other, "in_response_to_wrong", { ...scene, control: bare });
  }
});

test("an answer to another's request does not become unsolicited by omitting InResponseTo from the response", () => {
  const control = aResponse({ requestId: null });
  const stripped = aResponse({ facts: { inResponseTo: null } });
  for (const loginFlow of ["both", "idp"] as const)
    expectRefused(stripped, "in_response_to_unknown", { settings: { loginFlow }, attempt: null, control });
  expect(outcome(stripped, { attempt: null })).toBe("in_response_to_unknown");
});

const blank = "\r\n\t ";
test("XML's white space around Audience, Issuer, Recipient and Destination is ignored", () => {
  const around = (value: string) => `${blank}${value}${blank}`;
  const tolerated = expect.stringContaining("white space around it does not count");
  const audience = aResponse({ facts: { audiences: [[around(spEntityId)]] } });
  expect(check(audience, "audience")?.expected).toEqual(tolerated);
  const issuers = aResponse({
    facts: { responseIssuer: around(idpEntityId), assertionIssuer: around(idpEntityId) },
  });
  expect(check(issuers, "response_issuer")?.expected).toEqual(tolerated);
  expect(check(issuers, "assertion_issuer")?.expected).toEqual(tolerated);
  // The link of the person is the same with and without it.
  expect(validated(issuers)).toMatchObject({ identity: { issuer: idpEntityId } });
  const addresses = aResponse({ facts: { recipient: around(acsUrl), destination: around(acsUrl) } });
  expect(check(addresses, "recipient")?.expected).toEqual(tolerated);
  expect(check(addresses, "destination")?.expected).toEqual(tolerated);
});

test.each(["\u00a0", "\u2028", "\u3000", "\u200b", "\u0085"])(
  "other blanks (%j) are part of a value: they make it a different one",
  (other) => {
    expectRefused(
      aResponse({ facts: { assertionIssuer: `${other}${idpEntityId}` } }),
      "assertion_issuer_wrong",
    );
    expectRefused(
      aResponse({ facts: { responseIssuer: `${idpEntityId}${other}` } }),
      "response_issuer_wrong",
    );
    const atAddress = [
      { audiences: [[`${spEntityId}${other}`]] },
      { recipient: `${acsUrl}${other}` },
      { destination: `${other}${acsUrl}` },
    ];
    // With some of them it is not an address any more, and the schema refuses first.
    const codes = ["audience_wrong", "recipient_wrong", "destination_wrong", "schema_invalid"];
    for (const facts of atAddress) expect(codes).toContain(outcome(aResponse({ facts })));
    expect(outcome(aResponse())).toBe("accepted");
  },
);

test("white space inside a value makes it a different one", () => {
  const inside = (value: string) => replaced(value, "example/", "example/\n");
  expectRefused(aResponse({ facts: { audiences: [[inside(spEntityId)]] } }), "audience_wrong");
  expectRefused(aResponse({ facts: { assertionIssuer: inside(idpEntityId) } }), "assertion_issuer_wrong");
});

test("a subject keeps the provider's white space", () => {
  const minted = aResponse({ facts: { nameId: " 4711 " } });
  expect(validated(minted)).toMatchObject({ identity: { subject: " 4711 " } });
});

test("IDs may begin with a digit; each still names one element", () => {
  const ids = { responseId: "0f8fad5b-d9cb-469f-a165-70867728950e", assertionId: "1-2.3" };
  const digits = aResponse({ facts: ids });
  expect(check(digits, "schema")).toMatchObject({
    passed: true,
    received: `the ID "${ids.responseId}"`,
    expected: expect.stringContaining("tolerated"),
  });
  expect(check(aResponse(), "schema")).toMatchObject({ received: null });
  const twice = aResponse({
    facts: ids,
    beforeSigningAssertion: (xml) => xml.replace("<saml:AuthnStatement", `<saml:AuthnStatement ID="1-2.3"`),
  });
  expectRefused(twice, "duplicate_id", { control: digits });
  expectRefused(aResponse({ facts: { assertionId: "a b" } }), "schema_invalid", { control: digits });
});

const typed = (type: string, value = "ann", declared = "") =>
  aResponse({
    beforeSigningAssertion: (xml) =>
      replaced(
        xml,
        "</saml:AttributeStatement>",
        `<saml:Attribute Name="odd"><saml:AttributeValue ${declared} xsi:type="${type}">${value}</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>`,
      ),
  });

test.each([
  ["a foreign type", "f:person", 'xmlns:f="urn:foreign"'],
  ["a type whose prefix nobody declared", "ghost:string", ""],
  ["a type without a namespace", "string", ""],
])("reads a value of %s as text, and says so", (_, type, declared) => {
  const answer = typed(type, "ann", declared);
  expect(check(answer, "schema")?.received).toBe(`the type "${type}" of a value`);
  expect(validated(answer)).toMatchObject({ identity: { attributes: { odd: ["ann"] } } });
});

test("reads a value as text even if it does not fit its type, which is one of XML Schema's", () => {
  const answer = typed("xs:integer", "many");
  expect(check(answer, "schema")?.received).toBeNull();
  expect(validated(answer)).toMatchObject({ identity: { attributes: { odd: ["many"] } } });
  const other = typed("own:date", "tomorrow", 'xmlns:own="http://www.w3.org/2001/XMLSchema"');
  expect(check(other, "schema")?.received).toBeNull();
});

test("nothing but values may be in an attribute, whatever their types", () => {
  const strange = (element: string) =>
    aResponse({
      beforeSigningAssertion: (xml) =>
        replaced(xml, "<saml:AttributeValue", `${element}<saml:AttributeValue`),
    });
  expectRefused(strange('<saml:Audience xsi:type="x:y">x</saml:Audience>'), "schema_invalid");
  expectRefused(strange("<saml:Assertion/>"), "several_assertions");
  expectRefused(strange('<x xmlns="urn:x"/>'), "schema_invalid");
});

test.each(["+00:00", "-00:00"])("times may be written with %s for Z", (offset) => {
  const written = (seconds: number) => at(seconds).replace("Z", offset);
  const facts = {
    notBefore: written(-100),
    notOnOrAfter: written(100),
    confirmationNotOnOrAfter: written(100),
    authnInstant: written(-5),
    sessionNotOnOrAfter: written(1000),
  };
  const answer = aResponse({ facts });
  for (const name of ["validity", "confirmation_expiry", "authentication"])
    expect(check(answer, name)?.received).toContain(`${offset})`);
  expect(check(aResponse(), "validity")?.received).not.toContain("written as");
  expectRefused(aResponse({ facts: { ...facts, notOnOrAfter: written(-180) } }), "assertion_expired");
  expectRefused(aResponse({ facts: { notOnOrAfter: at(100).replace("Z", "+02:00") } }), "time_malformed");
});

test("24:00:00 is the end of its day", () => {
  const facts = { notOnOrAfter: "2025-06-07T24:00:00Z" };
  expect(check(aResponse({ facts }), "validity")?.received).toContain("to 2025-06-08T00:00:00.000Z");
  const yesterday = { notOnOrAfter: "2025-06-06T24:00:00Z" };
  expectRefused(aResponse({ facts: yesterday }), "assertion_expired");
});
