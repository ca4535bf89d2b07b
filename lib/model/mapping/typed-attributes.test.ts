import { expect, test } from "vitest";
import { readTypedAttributes } from "./typed-attributes";

test("reads a value per line, several for one name, and names that are URIs", () => {
  const typed =
    "email = ann@acme.example\r\n\r\ngroups=Sales\ngroups = a=b\nhttp://x.example/claims/role = admin";
  expect(readTypedAttributes(typed)).toEqual({
    attributes: {
      email: ["ann@acme.example"],
      groups: ["Sales", "a=b"],
      "http://x.example/claims/role": ["admin"],
    },
    problems: [],
  });
});

test("reports the lines that it cannot read", () => {
  expect(readTypedAttributes("groups: Sales\n = x\n__proto__ = y").problems).toEqual([
    { line: 1, text: "groups: Sales" },
    { line: 2, text: "= x" },
  ]);
});

test("names may be addresses with a query, if the separating equals sign has blanks around it", () => {
  const name = "https://acme.example/claims?set=groups";
  expect(readTypedAttributes(`${name} = Sales\n${name} = a = b`)).toEqual({
    attributes: { [name]: ["Sales", "a = b"] },
    problems: [],
  });
  expect(readTypedAttributes("groups=a=b").attributes).toEqual({ groups: ["a=b"] });
});
