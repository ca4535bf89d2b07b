import { expect, test } from "vitest";
import { replaced } from "./testing/pieces";
import {
  aResponse,
  attempt,
  idpEntityId,
  now,
  ourKey,
  outcome,
  someSettings,
  validated,
} from "./testing/scene";
import { prepareVerifier, verifyResponse } from "./verify-response";

const nameId = /<saml:NameID[^>]*>[^<]*<\/saml:NameID>/;
const changed = (change: (xml: string) => string) => aResponse({ beforeSigningAssertion: change });

function identityOf(answer: Parameters<typeof validated>[0]) {
  const result = validated(answer);
  if (result.outcome === "refused") throw new Error(result.refusal.code);
  return result.identity;
}

test("returns what the provider says about the person", () => {
  const minted = aResponse({ facts: { sessionNotOnOrAfter: "2025-06-07T16:00:00.5Z" } });
  expect(identityOf(minted)).toEqual({
    protocol: "saml",
    issuer: idpEntityId,
    subject: "ann@customer.example",
    subjectFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    sessionIndex: minted.facts.sessionIndex,
    attributes: {
      email: ["ann@customer.example"],
      firstName: ["Ann"],
      lastName: ["Archer"],
      groups: ["staff", "editors"],
    },
    emailVerified: null,
    authentication: {
      context: "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
      instant: "2025-06-07T08:09:00.000Z",
      sessionEndsAt: "2025-06-07T16:00:00.500Z",
    },
  });
});

test("returns the same whatever was signed and however it was written", () => {
  const { facts } = aResponse();
  const expected = identityOf(aResponse({ facts }));
  for (const sign of ["assertion", "response"] as const) {
    const result = validated(aResponse({ facts, sign }), { settings: { signed: "either" } });
    expect(result).toMatchObject({ outcome: "accepted", identity: expected });
  }
  const pretty = (xml: string): string => xml.replaceAll("><saml:", ">\n  <saml:");
  expect(identityOf(aResponse({ facts, beforeSigningAssertion: pretty }))).toEqual(expected);
});

test("keeps every value of every attribute in the provider's order and spelling", () => {
  const attributes = {
    "http://schemas.xmlsoap.org/claims/Group": ["B", "a", "B", "", " x "],
    __proto__: ["no"],
    constructor: ["ordinary"],
    empty: [],
  };
  Object.defineProperty(attributes, "__proto__", { value: ["ordinary too"], enumerable: true });
  const read = identityOf(aResponse({ facts: { attributes } })).attributes;
  expect(Object.entries(read)).toEqual(Object.entries(attributes));
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
});

test("merges the values of a repeated attribute", () => {
  const twice = changed((xml) =>
    replaced(
      xml,
      "</saml:AttributeStatement>",
      '<saml:Attribute Name="groups"><saml:AttributeValue>more</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>' +
        '<saml:AttributeStatement><saml:Attribute Name="groups"><saml:AttributeValue>most</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
    ),
  );
  expect(identityOf(twice).attributes.groups).toEqual(["staff", "editors", "more", "most"]);
});

test("skips values that are not text: nothing, structures, mixtures; but unwraps a NameID", () => {
  const values =
    '<saml:AttributeValue xsi:nil="true"/>' +
    '<saml:AttributeValue xmlns:o="urn:o"><o:a>x</o:a></saml:AttributeValue>' +
    "<saml:AttributeValue>ann<saml:NameID>x</saml:NameID></saml:AttributeValue>" +
    "<saml:AttributeValue> <saml:NameID>wrapped</saml:NameID>\n</saml:AttributeValue>";
  const odd = changed((xml) =>
    replaced(xml, '<saml:Attribute Name="groups">', `<saml:Attribute Name="groups">${values}`),
  );
  expect(identityOf(odd).attributes.groups).toEqual(["wrapped", "staff", "editors"]);
});

test("keeps which Names carry a FriendlyName, and adds none of them to the attributes", () => {
  const called = (xml: string) =>
    replaced(
      replaced(
        xml,
        '<saml:Attribute Name="groups">',
        '<saml:Attribute Name="groups" FriendlyName="memberOf">',
      ),
      '<saml:Attribute Name="email">',
      '<saml:Attribute Name="email" FriendlyName="memberOf">',
    );
  const identity = identityOf(changed(called));
  expect(identity.friendlyNames).toEqual({ memberOf: ["email", "groups"] });
  expect(Object.keys(identity.attributes)).toEqual(["email", "firstName", "lastName", "groups"]);
  expect(identityOf(aResponse())).not.toHaveProperty("friendlyNames");
});

test("a subject attribute identifies the person in place of a changing or missing Name ID", () => {
  const subjectAttribute = "employeeId";
  const nameIdFormat = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
  const saidOf = (facts: object, ...employeeId: string[]) =>
    validated(aResponse({ facts: { ...facts, attributes: { employeeId } } }), {
      settings: { subjectAttribute },
    });
  const named = { subject: "E-7", subjectFormat: null, subjectAttribute };
  expect(saidOf({ nameId: "t-1", nameIdFormat }, "E-7")).toMatchObject({ identity: named });
  expect(saidOf({ nameId: null }, "E-7", "E-7")).toMatchObject({ identity: named });
  for (const values of [[], [" "], ["E-7", "E-8"]])
    expect(saidOf({}, ...values)).toMatchObject({
      refusal: { code: "subject_missing", expected: "one value of the attribute employeeId" },
    });
});

test("refuses an assertion without a subject", () => {
  expect(outcome(aResponse({ facts: { nameId: null } }))).toBe("subject_missing");
  expect(outcome(aResponse({ facts: { nameId: " " } }))).toBe("subject_missing");
  expect(outcome(changed((xml) => xml.replace(/<saml:Subject>.*<\/saml:Subject>/, "")))).toBe(
    "bearer_confirmation_missing",
  );
  const base = changed((xml) =>
    xml.replace(nameId, '<saml:BaseID xmlns:x="urn:x" xsi:type="saml:BaseIDAbstractType"/>'),
  );
  expect(outcome(base)).toBe("schema_invalid");
});

test("requires an authentication statement, and uses the first", () => {
  expect(outcome(aResponse({ facts: { authnStatement: false } }))).toBe("authentication_statement_missing");
  const two = changed((xml) => {
    const first = /<saml:AuthnStatement.*<\/saml:AuthnStatement>/.exec(xml)?.[0] ?? "";
    const second = first.replace(
      /SessionIndex="[^"]*"/,
      'SessionIndex="other" SessionNotOnOrAfter="2025-06-07T09:00:00Z"',
    );
    return replaced(xml, first, first + second);
  });
  const identity = identityOf(two);
  expect(identity.sessionIndex).not.toBe("other");
  expect(identity.authentication.sessionEndsAt).toBe("2025-06-07T09:00:00.000Z");
});

test("refuses an unknown condition, and accepts those that ask nothing of us", () => {
  const condition = (text: string) =>
    changed((xml) => replaced(xml, "</saml:Conditions>", `${text}</saml:Conditions>`));
  expect(outcome(condition('<saml:OneTimeUse/><saml:ProxyRestriction Count="0"/>'))).toBe("accepted");
  const unknown = condition('<saml:Condition xsi:type="saml:OneTimeUseType"/>');
  expect(outcome(unknown)).toBe("condition_unknown");
});

test("records each check once, in order, and stops at the first that fails", () => {
  const names = validated(aResponse()).checks.map((check) => check.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual([
    "encoding",
    "markup",
    "message_type",
    "shape",
    "identifiers",
    "assertion_count",
    "signature_place",
    "schema",
    "status",
    "response_issuer",
    "destination",
    "response_signature",
    "assertion_signature",
    "assertion_issuer",
    "validity",
    "audience",
    "in_response_to",
    "recipient",
    "confirmation_expiry",
    "confirmation_in_response_to",
    "authentication",
    "subject",
    "attributes",
  ]);
  const refused = validated(aResponse({ facts: { recipient: "https://other.example" } })).checks;
  expect(refused.map((check) => check.name)).toEqual(names.slice(0, names.indexOf("recipient") + 1));
});

test("records each check once for an encrypted assertion too", () => {
  const encryption = { certificatePem: ourKey.certificatePem };
  const names = validated(aResponse({ encryption })).checks.map((check) => check.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining(["encryption_algorithms", "decryption", "assertion_signature"]),
  );
});

test("reveals nothing about the person in its checks", () => {
  const { checks } = validated(aResponse());
  expect(JSON.stringify(checks)).not.toMatch(/ann@|Archer|editors/);
});

test("never throws, whatever the input", () => {
  prepareVerifier();
  const settings = someSettings();
  const odd = [undefined, null, 7, {}, [], Symbol("x")] as unknown[] as string[];
  for (const samlResponse of odd) {
    const result = verifyResponse({ samlResponse }, settings, attempt, now);
    expect(result).toMatchObject({ outcome: "refused" });
  }
  const { samlResponse } = aResponse();
  const result = verifyResponse({ samlResponse }, settings, attempt, new Date(Number.NaN));
  expect(result).toMatchObject({ outcome: "refused", refusal: { code: "verifier_failed" } });
});
