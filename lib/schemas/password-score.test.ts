import { expect, test } from "vitest";
import { passwordProblem } from "@/lib/model/people/password-strength";
import { leastTimeOf } from "@/lib/protocols/saml/testing/processor-time";
import { passwordScore } from "./password-score";

const own = ["ann.adams@acme.example", "Ann", "Adams"];
const validate = async (password: string) => passwordProblem(password, await passwordScore(password, own));

test("accepts unrelated words and long random text", async () => {
  expect(await validate("walrus teapot granite")).toBeNull();
  expect(await validate("x7!Kq9#mZp2w")).toBeNull();
});

test.each([
  ["short1!", "too_short"],
  ["password123", "too_easy"],
  ["qwertyuiop12", "too_easy"],
  ["aaaaaaaaaaaa", "too_easy"],
  ["annadams2024", "too_easy"],
  ["Acme-Adams-2024!", "too_easy"],
  ["ann.adams@acme.example", "too_easy"],
  ["x".repeat(201), "too_long"],
])("refuses %j as %s", async (password, problem) => {
  expect(await validate(password)).toBe(problem);
});

test("answers quickly for text of any length", async () => {
  const long = "correct horse battery staple ".repeat(30);
  expect(await leastTimeOf(() => passwordScore(long, own), 2_000)).toBeLessThan(2_000);
});
