import { expect, test } from "vitest";
import { expectRefused } from "../testing/expect-refused";
import { piece, replaced, responseSignature } from "../testing/pieces";
import { leastTime } from "../testing/processor-time";
import { aResponse, outcome, providerKey } from "../testing/scene";
import type { Signer } from "../testing/sign-xml";

const signed = (signer: Partial<Signer>) => aResponse({ signer: { key: providerKey, ...signer } });
const signedInfo = (change: (info: string) => string) => signed({ mutateSignedInfo: change });
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
const lastTransform = `<ds:Transform Algorithm="${exclusive}"></ds:Transform>`;
const transform = (algorithm: string, inner = ""): string =>
  `<ds:Transform Algorithm="${algorithm}">${inner}</ds:Transform>`;

test.each([
  [
    "XSLT",
    transform(
      "http://www.w3.org/TR/1999/REC-xslt-19991116",
      '<x:stylesheet xmlns:x="http://www.w3.org/1999/XSL/Transform" version="1.0"/>',
    ),
  ],
  ["XPath", transform("http://www.w3.org/TR/1999/REC-xpath-19991116", "<ds:XPath>not(//*)</ds:XPath>")],
  ["XPath filter 2", transform("http://www.w3.org/2002/06/xmldsig-filter2")],
  ["base64", transform("http://www.w3.org/2000/09/xmldsig#base64")],
  ["inclusive canonicalization", transform("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")],
  ["exclusive canonicalization with comments", transform(`${exclusive}WithComments`)],
  ["a made-up one", transform("urn:nothing")],
])("refuses a genuine signature with the transform %s, instead or besides", (_, other) => {
  const bare = `<ds:Transform Algorithm="${exclusive}"></ds:Transform></ds:Transforms>`;
  const instead = signedInfo((info) => replaced(info, bare, `${other}</ds:Transforms>`));
  const besides = signedInfo((info) => replaced(info, lastTransform, lastTransform + other));
  const before = signedInfo((info) => replaced(info, lastTransform, other + lastTransform));
  for (const attack of [instead, besides, before]) expectRefused(attack, "transform_not_allowed");
});

test("refuses transforms that are missing, in the wrong order, or carry parameters", () => {
  const enveloped = transform("http://www.w3.org/2000/09/xmldsig#enveloped-signature").replace(
    "></ds:Transform>",
    "/>",
  );
  expectRefused(
    signedInfo((info) => replaced(info, lastTransform, "")),
    "transform_not_allowed",
  );
  expectRefused(
    signedInfo((info) => replaced(info, enveloped, "")),
    "transform_not_allowed",
  );
  const swapped = signedInfo((info) =>
    replaced(replaced(info, enveloped, ""), lastTransform, lastTransform + enveloped),
  );
  expectRefused(swapped, "transform_not_allowed");
  const parameter = signedInfo((info) =>
    replaced(info, enveloped, enveloped.replace("/>", "><ds:XPath>1</ds:XPath></ds:Transform>")),
  );
  expectRefused(parameter, "transform_not_allowed");
});

test.each([
  "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
  "http://www.w3.org/2006/12/xml-c14n11",
  `${exclusive}WithComments`,
])("refuses the canonicalization method %s", (algorithm) => {
  const method = `<ds:CanonicalizationMethod Algorithm="${exclusive}"/>`;
  const attack = signedInfo((info) => replaced(info, method, method.replace(exclusive, algorithm)));
  expectRefused(attack, "transform_not_allowed");
});

test("refuses hundreds of transforms or references at once", () => {
  const transforms = signedInfo((info) => replaced(info, lastTransform, lastTransform.repeat(900)));
  const reference = piece(responseSignature(aResponse().xml), "ds:Reference");
  const references = signedInfo((info) =>
    replaced(info, "</ds:SignedInfo>", `${reference.repeat(200)}</ds:SignedInfo>`),
  );
  const prefixes = signed({ prefixes: Array.from({ length: 500 }, (_, i) => `p${i}`) });
  const refuse = () => {
    expect(outcome(transforms)).toBe("transform_not_allowed");
    expect(outcome(references)).toBe("signature_reference_wrong");
    expectRefused(prefixes, "too_complex");
  };
  expect(leastTime(refuse, 1_000)).toBeLessThan(1_000);
});
