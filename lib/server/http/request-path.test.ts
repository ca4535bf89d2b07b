import { expect, test } from "vitest";
import { decodedPart } from "./request-path";

test("a part of a path is decoded; one that is not well encoded stays", () => {
  expect(decodedPart("okta%20one")).toBe("okta one");
  expect(decodedPart("%ff")).toBe("%ff");
});
