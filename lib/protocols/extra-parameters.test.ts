import { expect, test } from "vitest";
import type { Problem } from "@/lib/model/outcome";
import { addParameterProblems } from "./extra-parameters";

function problemsOf(given: Record<string, string>, previous: Record<string, string> = {}) {
  const problems: NonNullable<Problem["more"]> = [];
  addParameterProblems(problems, given, previous);
  return problems.map(({ field, code }) => `${field}: ${code}`);
}

test("parameters that providers define besides the standard are accepted", () => {
  expect(
    problemsOf({ prompt: "select_account", domain_hint: "acme.example", hd: "*", "a.b-c_1": "" }),
  ).toEqual([]);
});

test.each([
  "client_id",
  "redirect_uri",
  "state",
  "nonce",
  "code_challenge",
  "code_challenge_method",
  "response_type",
  "response_mode",
  "scope",
  "request_uri",
  "client_secret",
  "State",
])("%s is refused: it belongs to the protocol", (name) => {
  expect(problemsOf({ [name]: "x" })).toEqual(["extraParameters: parameter_reserved"]);
});

test.each([
  ["a name with a blank", { "a b": "x" }],
  ["no name", { "": "x" }],
  ["a name that is too long", { ["x".repeat(61)]: "x" }],
  ["a value that is too long", { prompt: "x".repeat(501) }],
  ["too many", Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`p${i}`, "x"]))],
])("%s is refused", (_name, given) => {
  expect(problemsOf(given)).toEqual(["extraParameters: parameter_invalid"]);
});

test("twenty, and values at their maximum length, are accepted", () => {
  expect(
    problemsOf(Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, "x".repeat(500)]))),
  ).toEqual([]);
});

test("what an earlier version has stored can be saved again, but not changed", () => {
  expect(problemsOf({ max_age: "5" }, { max_age: "5" })).toEqual([]);
  expect(problemsOf({ max_age: "6" }, { max_age: "5" })).toEqual(["extraParameters: parameter_reserved"]);
});
