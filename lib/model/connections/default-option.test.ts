import { expect, test } from "vitest";
import { withOneDefault } from "./default-option";

test.each([
  ["the one that was made it", [false, true, false], [false, true, false]],
  ["the first where none was", [false, false], [true, false]],
  ["the first of several that were", [false, true, true], [false, true, false]],
  ["nobody where there is nothing", [], []],
])("the default is %s", (_, given, marked) => {
  expect(withOneDefault(given.map((isDefault) => ({ isDefault }))).map(({ isDefault }) => isDefault)).toEqual(
    marked,
  );
});
