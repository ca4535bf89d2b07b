import { expect, test } from "vitest";
import type { SamlRefusalCode } from "@/lib/model/refusals/saml";
import { expectRefused } from "../testing/expect-refused";
import { mintResponse } from "../testing/mint-response";
import type { ResponseFacts } from "../testing/response-xml";
import {
  acsUrl,
  aRecipe,
  aResponse,
  idpEntityId,
  outcome,
  spEntityId,
  strangerKey,
  validated,
} from "../testing/scene";

const withFacts = (facts: Partial<ResponseFacts>) => aResponse({ facts });
const responseOnly = { settings: { signed: "response" as const } };
const assertionOnly = { settings: { signed: "assertion" as const } };

/** Variants that are nearly our address. */
const nearly = (address: string): string[] => [
  "https://other.example/sp",
  address.slice(0, -1),
  `${address}/`,
  `${address}.evil.example`,
  `${address}?x=1`,
  address.toUpperCase(),
  address.replace("https", "http"),
  address.replace("example", "Example"),
  address.replace("example", "\u0435xample"),
  `${address}/sp`,
  "",
];

test.each(nearly(spEntityId))("refuses an assertion for the audience %j", (audience) => {
  expectRefused(withFacts({ audiences: [[audience]] }), "audience_wrong");
});

test("one audience of a restriction is enough, but every restriction must match", () => {
  const other = "https://other.example/sp";
  expect(outcome(withFacts({ audiences: [[other, spEntityId]] }))).toBe("accepted");
  expect(outcome(withFacts({ audiences: [[spEntityId], [other, spEntityId]] }))).toBe("accepted");
  expectRefused(withFacts({ audiences: [[spEntityId], [other]] }), "audience_wrong");
  expectRefused(withFacts({ audiences: [[other], [spEntityId]] }), "audience_wrong");
  expectRefused(withFacts({ audiences: [] }), "audience_missing");
  expectRefused(withFacts({ audiences: [[]] }), "schema_invalid");
});

test.each(nearly(acsUrl))("refuses an assertion whose recipient is %j", (recipient) => {
  expectRefused(withFacts({ recipient }), "recipient_wrong");
});

test.each(nearly(acsUrl))("refuses a response whose destination is %j", (destination) => {
  expectRefused(withFacts({ destination }), "destination_wrong");
  // Even if the response is not signed and the attribute could have been changed: refusing is always safe.
  const control = aResponse({ sign: "assertion" });
  const attack = aResponse({ sign: "assertion", facts: { destination } });
  expectRefused(attack, "destination_wrong", { ...assertionOnly, control });
});

test.each(nearly(idpEntityId))(
  "refuses the issuer %j, separately for the response and the assertion",
  (issuer) => {
    expectRefused(withFacts({ responseIssuer: issuer }), "response_issuer_wrong");
    expectRefused(withFacts({ assertionIssuer: issuer }), "assertion_issuer_wrong");
    const control = aResponse({ sign: "response" });
    const attack = aResponse({ sign: "response", facts: { assertionIssuer: issuer } });
    expectRefused(attack, "assertion_issuer_wrong", { ...responseOnly, control });
  },
);

test.each<[string, Partial<ResponseFacts>, SamlRefusalCode]>([
  ["recipient", { recipient: null }, "recipient_missing"],
  ["destination", { destination: null }, "destination_missing"],
  ["issuer of the response", { responseIssuer: null }, "response_issuer_missing"],
])("refuses a response without %s", (_, facts, code) => {
  expectRefused(withFacts(facts), code);
});

test("refuses an assertion without issuer", () => {
  const beforeSigningAssertion = (xml: string): string => xml.replace(/<saml:Issuer>.*?<\/saml:Issuer>/, "");
  expectRefused(aResponse({ beforeSigningAssertion }), "schema_invalid");
});

test("refuses an issuer whose format says that it is not an entity ID", () => {
  const format = (uri: string) => (xml: string) =>
    xml.replace("<saml:Issuer", `<saml:Issuer Format="${uri}"`);
  const email = format("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress");
  const entity = format("urn:oasis:names:tc:SAML:2.0:nameid-format:entity");
  expectRefused(aResponse({ beforeSigningAssertion: email }), "assertion_issuer_wrong");
  expectRefused(aResponse({ beforeSigningResponse: email }), "response_issuer_wrong");
  expect(outcome(aResponse({ beforeSigningAssertion: entity, beforeSigningResponse: entity }))).toBe(
    "accepted",
  );
});

test("refuses one tenant's key under another's entity ID", () => {
  const foreign = mintResponse(aRecipe({ signer: { key: strangerKey } }));
  expectRefused(foreign, "signing_certificate_unknown");
  const theirs = { settings: { certificates: [strangerKey.certificatePem] } };
  expect(outcome(foreign, theirs)).toBe("accepted");
});

test("refuses A's response at B's reply address", () => {
  const settings = {
    acsUrl: "https://gatehouse.example/api/sso/saml/conn_two/acs",
    spEntityId: "https://gatehouse.example/api/sso/saml/conn_two/metadata",
  };
  const control = mintResponse(aRecipe(settings));
  expectRefused(aResponse(), "destination_wrong", { settings, control });
  expectRefused(withFacts({ destination: settings.acsUrl }), "audience_wrong", { settings, control });
  const named = withFacts({ destination: settings.acsUrl, audiences: [[settings.spEntityId]] });
  expectRefused(named, "recipient_wrong", { settings, control });
});

test("shows the administrator actual and expected values, shortened and on one line", () => {
  const audience = `https://evil.example/\u202e\u0085${"x".repeat(500)}`;
  const result = validated(withFacts({ audiences: [[audience]] }));
  if (result.outcome !== "refused") throw new Error("It was accepted");
  expect(result.refusal).toMatchObject({ check: "audience", expected: spEntityId });
  expect(result.refusal.received).toMatch(/^https:\/\/evil\.example\/��x+…$/);
  expect(result.refusal.received).toHaveLength(201);
  expect(result.checks.at(-1)).toMatchObject({ name: "audience", passed: false });
  expect(result.checks.slice(0, -1).every((check) => check.passed)).toBe(true);
});
