import { describe, expect, test } from "vitest";
import { foldAscii, trimXmlSpace } from "@/lib/model/text/fold";
import { leastTime } from "@/lib/protocols/saml/testing/processor-time";
import { foldedBefore, subjectKey } from "./subject";

const kelvin = "fran\u212a@alpha.example";

describe("a subject that is an address", () => {
  test.each([
    ["Hana@alpha.example", "hana@alpha.example"],
    ["hana@ALPHA.Example", "hana@alpha.example"],
    [" \t\r\nhana@alpha.example\n", "hana@alpha.example"],
  ])("%j equals %j", (sent, other) => {
    expect(subjectKey(sent)).toBe(subjectKey(other));
  });

  test.each([
    ["the Kelvin sign", kelvin, "frank@alpha.example"],
    ["É and é", "ren\u00c9@alpha.example", "ren\u00e9@alpha.example"],
    ["composed and decomposed é", "ren\u00e9@alpha.example", "rene\u0301@alpha.example"],
    ["a dotted capital I", "\u0130an@alpha.example", "ian@alpha.example"],
    ["a long s", "han\u017f@alpha.example", "hans@alpha.example"],
    ["a full-width letter", "\uff41nn@alpha.example", "ann@alpha.example"],
    ["a full-width space", "\u3000ann@alpha.example", "ann@alpha.example"],
    ["a no-break space", "ann@alpha.example\u00a0", "ann@alpha.example"],
    ["a byte order mark", "\ufeffann@alpha.example", "ann@alpha.example"],
    ["a Kelvin sign in the domain", "ann@\u212aelvin.example", "ann@kelvin.example"],
  ])("differs with %s", (_what, sent, other) => {
    expect(subjectKey(sent)).not.toBe(subjectKey(other));
  });
});

describe("any other subject", () => {
  test.each(["Hana", " hana ", "S-1-5-21", "ACME\\Hana", "@Hana", "Hana@", "A@B@c", "Ann A@b.example"])(
    "%j is compared exactly as sent",
    (sent) => {
      expect(subjectKey(sent)).toBe(sent);
    },
  );
});

test("the former stored form folds A to Z only, too", () => {
  expect(foldedBefore(" Hana ")).toBe("hana");
  expect(foldedBefore("fran\u212a")).toBe("fran\u212a");
});

test("white space is removed in linear time", () => {
  const spaced = `a${" ".repeat(1_000_000)}b `;
  expect(trimXmlSpace(spaced)).toHaveLength(1_000_002);
  expect(leastTime(() => trimXmlSpace(spaced), 500)).toBeLessThan(500);
  expect(foldAscii("AZÉ\u212a")).toBe("azÉ\u212a");
});
