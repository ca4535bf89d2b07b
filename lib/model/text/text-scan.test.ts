import fc from "fast-check";
import { expect, test } from "vitest";
import { blanks, find, needle, trimCharacters } from "./text-scan";

const few = fc.string({ unit: fc.constantFrom("a", "b", "A", " ", "é"), maxLength: 40 });
const part = fc.string({ unit: fc.constantFrom("a", "b", "A"), maxLength: 6 });

test("finds what indexOf finds, from any start", () => {
  fc.assert(
    fc.property(few, part, fc.nat(45), (text, wanted, from) => {
      expect(find(needle(wanted), text, from)).toBe(text.indexOf(wanted, from));
    }),
  );
});

test("the blanks are those of a regular expression", () => {
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(all.filter((one) => blanks.includes(one))).toEqual(all.filter((one) => /\s/.test(one)));
});

test("removes the given characters around a text, and none inside", () => {
  expect(trimCharacters('<"a>"b">', '<"', '>"')).toBe('a>"b');
  expect(trimCharacters(">a<", "<", ">")).toBe(">a<");
  expect(trimCharacters("<<<", "<", "<")).toBe("");
  expect(trimCharacters("", "<", ">")).toBe("");
});
