import { describe, expect, test } from "vitest";
import { isJsonPath, valuesAt } from "./json-path";

const document = {
  id: 7,
  user: { email: "ann@acme.example", roles: ["a", "b"], none: null },
  users: [{ email: "first@acme.example" }, { email: "second@acme.example" }],
};

describe("valuesAt", () => {
  test.each([
    ["id", [7]],
    ["user.email", ["ann@acme.example"]],
    ["user.roles", ["a", "b"]],
    ["user.roles[1]", ["b"]],
    ["users[0].email", ["first@acme.example"]],
    ["users[].email", ["first@acme.example", "second@acme.example"]],
    ["user.none", []],
    ["user.email.more", []],
    ["users[9].email", []],
    ["constructor.name", []],
    ["__proto__", []],
    ["", []],
  ])("%s", (path, values) => {
    expect(valuesAt(document, path)).toEqual(values);
  });

  test("reads a list at the top", () => {
    expect(valuesAt([{ login: "a" }, { login: "b" }], "[].login")).toEqual(["a", "b"]);
    expect(valuesAt([1, 2], "[0]")).toEqual([1]);
  });
});

test.each(["a..b", ".a", "a[", "a[x]", "a b", "$.a b", "a".repeat(201)])("%s is not a path", (path) => {
  expect(isJsonPath(path)).toBe(false);
});
