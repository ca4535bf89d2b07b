import { expect, test } from "vitest";
import type { RuleOperator } from "@/lib/model/connections/choices";
import { applyRules } from "@/lib/model/mapping/role-rules";
import { adviseOnRules } from "@/lib/model/mapping/rule-advice";
import { readPerson } from "@/lib/model/sign-in/claimed-person";
import { identityOf } from "@/lib/protocols/oidc/identity";
import { readCertificates } from "@/lib/protocols/saml/certificates/certificates";
import { aCertificate } from "@/lib/protocols/saml/certificates/testing/made-certificate";
import { readIdpMetadata } from "@/lib/protocols/saml/metadata/read-idp-metadata";
import { overtime } from "@/lib/protocols/saml/testing/pace";
import { processorTime } from "@/lib/protocols/saml/testing/processor-time";
import { aResponse, providerKey, validated } from "@/lib/protocols/saml/testing/scene";

/**
 * Texts that are well made and as large as they may be, of which the reading could take the product of two numbers. Beside
 * `input-cost.test.ts`, which repeats what patterns may stumble over.
 */
const boundMs = 50;
/**
 * For a megabyte of thousands of different parts, each of which is looked at: a busy machine needs 200. What is not
 * linear takes many seconds.
 */
const ofMany = 6 * boundMs;

const filled = (most: number, make: (i: number) => string): string => {
  const parts: string[] = [];
  for (let length = 0; length < most; length += parts.at(-1)?.length ?? most) parts.push(make(parts.length));
  return parts.join("");
};
const list = <T>(length: number, make: (i: number) => T) => Array.from({ length }, (_, i) => make(i));

const names = 'xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"';
const provider = (inner: string) =>
  `<md:EntityDescriptor ${names} entityID="x"><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${inner}</md:IDPSSODescriptor></md:EntityDescriptor>`;
const keyOf = (text: string) =>
  `<md:KeyDescriptor><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${text}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
const loginAt = (location: string) =>
  `<md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${location}"/>`;
const ownKey = keyOf(providerKey.certificatePem.replace(/-----[A-Z ]+-----|\s/g, ""));
const fill = 950_000;

const documents: [string, string][] = [
  [
    "of thousands of providers",
    `<md:EntitiesDescriptor ${names}>${filled(fill, (i) => `<md:EntityDescriptor entityID="e${i}"><md:IDPSSODescriptor/></md:EntityDescriptor>`)}</md:EntitiesDescriptor>`,
  ],
  ["of thousands of keys", provider(filled(fill, (i) => keyOf(`MAA${i}`)))],
  [
    "of keys that come apart into thousands",
    provider(filled(fill, (i) => keyOf(`${"MAA".repeat(8_000)}${i}`))),
  ],
  ["of thousands of login addresses", provider(ownKey + filled(fill, (i) => loginAt(`ftp://a${i}`)))],
  ["of bare ampersands", `<md:EntityDescriptor ${names} entityID="${"&".repeat(fill)}"/>`],
  ["of thousands of attributes", `<md:EntityDescriptor ${names} ${filled(fill, (i) => `a${i}="u" `)}/>`],
];

test.each(documents)("metadata %s is read at once", (_, text) => {
  expect(overtime(() => readIdpMetadata(text, new Date()), ofMany)).toBeNull();
});

test("twenty certificates of one name are told apart at once", () => {
  const pasted = list(20, () => aCertificate({ bits: 4096 })).join("");
  expect(overtime(() => readCertificates(pasted), boundMs)).toBeNull();
});

test("a response with as many groups as it may have is verified at once", () => {
  const groups = list(2_900, (i) => `${"g".repeat(200)}${i}`);
  const answer = aResponse({ facts: { attributes: { email: ["ann@customer.example"], groups } } });
  expect(validated(answer).outcome).toBe("accepted");
  expect(overtime(() => validated(answer), ofMany)).toBeNull();
});

const idToken = { iss: "i", sub: "s", aud: "a", exp: 1, iat: 1 };
const claimSets: [string, Record<string, unknown>][] = [
  ["a list of a hundred thousand objects", { list: list(100_000, () => ({ name: "a" })) }],
  ["lists in a list", { list: list(2_000, () => ({ inner: list(100, () => ({ name: "a" })) })) }],
  ["a list of objects that hold lists", { list: list(2_000, () => ({ names: list(100, String) })) }],
  ["sixty thousand claims", Object.fromEntries(list(60_000, (i) => [`n${i}`, "a"]))],
];

test.each(claimSets)("userinfo of %s is read at once", (_, claims) => {
  expect(overtime(() => identityOf(idToken, claims), ofMany)).toBeNull();
});

test("a hundred thousand addresses of one person are refused at once", () => {
  const identity = identityOf(idToken, { email: list(100_000, (i) => `a${i}@b${i}.example`) });
  const plain = { email: null, firstName: null, lastName: null, groups: null };
  expect(readPerson(identity, plain)).toMatchObject({ refusal: { code: "several_emails" } });
  expect(overtime(() => readPerson(identity, plain), boundMs)).toBeNull();
});

/** As many rules as an option may have. */
function rulesOf(operator: RuleOperator, make: (i: number) => { attribute: string; value: string }) {
  const rules = list(100, (i) => ({ ...make(i), operator, role: "reader" as const, teams: [] }));
  const attributes = { email: null, firstName: null, lastName: null, groups: null };
  return { rules, ceiling: "admin" as const, attributes, groupSeparator: null };
}

const operators: RuleOperator[] = ["equals", "contains", "starts_with", "ends_with", "matches"];

test.each(operators)("a hundred rules with %s over the most values and the longest ones", (operator) => {
  for (const value of [`${"a".repeat(298)}b`, `b${"a".repeat(298)}`, `*${"a*".repeat(140)}b*`, "*"]) {
    const settings = rulesOf(operator, (i) => ({ attribute: "g", value: `${value}${i % 10}` }));
    for (const g of [
      ["a".repeat(1_000_000)],
      list(1_500, () => "a".repeat(170)),
      list(100_000, (i) => `a${i}`),
    ])
      expect(overtime(() => applyRules(settings, { g }), ofMany)).toBeNull();
  }
});

test("a hundred rules about attributes that are none of the two thousand which came", () => {
  const came = Object.fromEntries(list(2_000, (i) => [`Name ${i}`, ["a"]]));
  const settings = rulesOf("equals", (i) => ({ attribute: `other ${i}`, value: "a" }));
  const read = () => applyRules(settings, { ...came });
  expect(overtime(read, boundMs)).toBeNull();
});

test("advice on a hundred rules by all values that are kept", () => {
  const value = `*${"a*".repeat(50)}`;
  const settings = {
    ...rulesOf("matches", (i) => ({ attribute: "g", value: `${value}${i}*` })),
    missingRole: "deny" as const,
    defaultRole: "reader" as const,
  };
  const g = list(500, (i) => `${"a".repeat(250)}${i}`);
  expect(overtime(() => adviseOnRules(settings, { g }), ofMany)).toBeNull();
});

test("the control: the product of two numbers is found", () => {
  const [texts, wanted] = [
    list(3_000, (i) => `${"a".repeat(170)}${i}`),
    list(100, (i) => `${"a".repeat(160)}b${i}`),
  ];
  const all = () => wanted.some((part) => texts.some((text) => text.includes(part)));
  const took = () => processorTime(all);
  expect(Math.min(took(), took(), took())).toBeGreaterThan(boundMs);
});
