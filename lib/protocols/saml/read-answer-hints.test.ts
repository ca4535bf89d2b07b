import { deflateRawSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readAnswerHints } from "./read-answer-hints";
import { overtime } from "./testing/pace";
import { replaced } from "./testing/pieces";
import { aResponse, ourKey, outcome, requestId } from "./testing/scene";

const { xml, samlResponse } = aResponse();
const base64 = (text: string) => Buffer.from(text).toString("base64");
const named = (text: string) => readAnswerHints(text).requestIds;

test("an answer names its request", () => {
  expect(readAnswerHints(samlResponse)).toEqual({ requestIds: [requestId], mayBeEncrypted: false });
  const sealed = aResponse({ encryption: { certificatePem: ourKey.certificatePem } });
  expect(readAnswerHints(sealed.samlResponse)).toEqual({ requestIds: [requestId], mayBeEncrypted: true });
});

test.each<[string, string, string]>([
  ["a comment", base64(replaced(xml, "<samlp:Status>", "<!-- x --><samlp:Status>")), "forbidden_markup"],
  ["a comment before everything", base64(`<!-- x -->${xml}`), "forbidden_markup"],
  [
    "a processing instruction",
    base64(replaced(xml, "<samlp:Status>", "<?x y?><samlp:Status>")),
    "forbidden_markup",
  ],
  ["a DOCTYPE", base64(`<!DOCTYPE a [<!ENTITY b "c">]>${xml}`), "forbidden_markup"],
  ["a byte order mark and a comment", base64(`\uFEFF<!-- x -->${xml}`), "forbidden_markup"],
  ["compressed", deflateRawSync(xml).toString("base64"), "response_not_xml"],
  ["not in base64 at all", xml, "response_not_base64"],
  ["broken off", samlResponse.slice(0, 2_001), "response_not_base64"],
  ["cut in the middle", base64(xml.slice(0, 900)), "response_not_xml"],
  ["too large", base64(`${xml}${" ".repeat(800_000)}`), "response_too_large"],
])("even a refused one does: %s", (_what, text, code) => {
  expect(outcome(text)).toBe(code);
  expect(named(text)).toEqual([requestId]);
});

test("it may use base64url, and lack its padding", () => {
  const text = base64(replaced(xml, "<samlp:Status>", `<!--${"\u00fb\u00ff?>".repeat(20)}--><samlp:Status>`));
  const urlSafe = text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  expect(urlSafe).not.toBe(text);
  expect(named(urlSafe)).toEqual([requestId]);
});

test("the Response's own name comes first, and each name once", () => {
  const other = aResponse({ facts: { confirmationInResponseTo: "_other" } });
  expect(named(other.samlResponse)).toEqual([requestId, "_other"]);
  const sparse = aResponse({ facts: { inResponseTo: null } });
  expect(named(sparse.samlResponse)).toEqual([requestId]);
  const single = xml.replaceAll(`InResponseTo="${requestId}"`, `InResponseTo = '${requestId}'`);
  expect(named(base64(single))).toEqual([requestId]);
});

test("an answer that names nothing has no hints", () => {
  const bare = aResponse({ requestId: null });
  const long = `<a InResponseTo="_${"x".repeat(2_000)}"/>`;
  const texts = ["", "x", "<a/>", '<a InResponseTo=""/>', '<a InResponseTo="&#95;x"/>', long];
  for (const text of [...texts.map(base64), bare.samlResponse, "", "\0", gzipSync(xml).toString("base64")])
    expect(named(text)).toEqual([]);
});

test("the time is linear, however large, compressed or repetitive the input", () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000, 0x20)).toString("base64");
  const texts = [
    bomb,
    base64('InResponseTo="'.repeat(80_000)),
    base64(`<${' InResponseTo="_a"'.repeat(50_000)}`),
  ];
  for (const text of [...texts, base64("<InResponseTo=".repeat(70_000)), "A".repeat(1_250_000)])
    expect(overtime(() => named(text), 50)).toBeNull();
});
