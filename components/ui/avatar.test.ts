import { expect, test } from "vitest";
import { initialsOf } from "./avatar";

test.each([
  ["Ann Lee", "AL"],
  ["Ann-Katrin van der Berg", "AB"],
  ["łucja", "Ł"],
  ["ann.lee@northwind.example", "AL"],
  ["", "?"],
  ["😀 Smith", "😀S"],
])("the initials of %j are %j", (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
