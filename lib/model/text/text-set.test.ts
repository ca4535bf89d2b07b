import { expect, test } from "vitest";
import { anywhere, edge, foundIn } from "./text-set";

const words = ["a", "ab", "ba", "aab", "bb", "", "abba", "😀", "b"];

test("finds what includes() finds, text by text", () => {
  const letters = ["a", "b", "😀"];
  for (let seed = 1; seed < 400; seed += 1) {
    const text = Array.from({ length: seed % 9 }, (_, i) => letters[(seed * (i + 7) * (i + 3)) % 3]).join("");
    expect(foundIn(words.map(anywhere), [text]), text).toEqual(words.map((word) => text.includes(word)));
  }
});

test("an edge is the beginning or the end of a text, and nothing reaches over it", () => {
  const at = (before: boolean, text: string, behind: boolean) => [
    ...(before ? [edge] : []),
    ...anywhere(text),
    ...(behind ? [edge] : []),
  ];
  const wanted = [at(true, "ab", false), at(false, "ab", true), at(true, "ab", true), at(false, "ba", false)];
  expect(foundIn(wanted, ["abc"])).toEqual([true, false, false, false]);
  expect(foundIn(wanted, ["cab"])).toEqual([false, true, false, false]);
  expect(foundIn(wanted, ["ab", "ab"])).toEqual([true, true, true, false]);
  expect(foundIn(wanted, [])).toEqual([false, false, false, false]);
});
