import { expect, test } from "vitest";
import { aResponse, validated } from "@/lib/protocols/saml/testing/scene";
import { checkTitles, titleOfCheck } from "./check-titles";

test("every check of an accepted SAML response has a title", () => {
  const names = validated(aResponse()).checks.map((check) => check.name);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !Object.hasOwn(checkTitles, name))).toEqual([]);
});

test("a check without a title shows its name in plain letters", () => {
  expect(titleOfCheck("some_new_check")).toBe("Some new check");
  expect(titleOfCheck("constructor")).toBe("Constructor");
});
