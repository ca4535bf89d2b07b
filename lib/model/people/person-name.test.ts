import { expect, test } from "vitest";
import { greetingName, looksLikeAddress } from "./person-name";

test.each([
  "evil.example",
  "Win at evil.example now",
  "https://evil.example/x",
  "//evil",
  "www.evil",
  "ann@evil.example",
  "ｅｖｉｌ．ｅｘａｍｐｌｅ",
  "evil。example",
  "(evil.example)",
  "evil.example.",
])("%s is not a name", (text) => {
  expect(looksLikeAddress(text)).toBe(true);
  expect(greetingName(text)).toBeNull();
});

test.each([
  "Ann",
  "J. R. R.",
  "J.R.R.",
  "A.Smith",
  "Anne-Marie",
  "O'Neill",
  "Jr.",
  "María José",
  "李小龙",
  "Dr. h. c.",
])("%s is a name", (text) => {
  expect(looksLikeAddress(text)).toBe(false);
  expect(greetingName(text)).toBe(text);
});

test("a whole sentence is not used in greetings", () => {
  expect(greetingName("You have won a thousand euros, call us today")).toBeNull();
});
