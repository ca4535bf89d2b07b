import { expect, test } from "vitest";
import { tellRequest } from "./request-words";

const told = (method: string, path: string, changed: string[] = [], failed = false) =>
  tellRequest({ method, path, changed, failed });

test("says what a request changed", () => {
  expect(told("POST", "/Users", ["created ann@acme.example", "more"])).toBe("Created ann@acme.example");
  expect(told("PATCH", "/Users/1", ["ann@acme.example: is no longer active"])).toBe(
    "ann@acme.example: is no longer active",
  );
});

test("says what a request asked if it changed nothing", () => {
  expect(told("GET", '/Users?filter=userName eq "a?b"')).toBe("Looked up a person");
  expect(told("GET", "/Users?startIndex=1&count=1")).toBe("Read the list of people");
  expect(told("GET", "/Users/dperson_1")).toBe("Read one person");
  expect(told("PUT", "/Users/dperson_1")).toBe("Sent a person as they already are");
  expect(told("GET", "/groups?excludedAttributes=members&filter=displayName eq 1")).toBe("Looked up a group");
  expect(told("POST", "/Groups/.search")).toBe("Looked up a group");
  expect(told("PATCH", "/Groups/dgroup_1")).toBe("Sent a group as it already is");
  expect(told("POST", "/Bulk")).toBe("Sent many changes at once");
  expect(told("GET", "/ServiceProviderConfig")).toBe("Asked what Gatehouse supports");
  expect(told("GET", "/")).toBe("Asked what Gatehouse supports");
});

test("says what a refused request tried", () => {
  expect(told("POST", "/Users", [], true)).toBe("Tried to create a person");
  expect(told("PATCH", "/Users/dperson_1", [], true)).toBe("Tried to change a person");
  expect(told("DELETE", "/Groups/dgroup_1", [], true)).toBe("Tried to delete a group");
  expect(told("GET", "/Users/dperson_1", [], true)).toBe("Read one person");
});
