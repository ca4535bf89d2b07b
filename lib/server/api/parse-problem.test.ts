import { expect, test } from "vitest";
import { z } from "zod";
import { oneLine } from "@/lib/schemas/text";
import { parseProblem } from "./parse-problem";

function problemOf(schema: z.ZodType, input: unknown) {
  const parsed = schema.safeParse(input);
  if (parsed.success) throw new Error("parsed");
  return parseProblem(parsed.error, input);
}

test("names every field, the actual and the expected value, but repeats no secret", () => {
  const schema = z.strictObject({
    name: z.string(),
    clientSecret: z.string().min(20),
    nested: z.object({ n: z.number() }),
  });
  const input = { name: 7, clientSecret: "hunter2", nested: { n: "x".repeat(300) }, extra: 1 };
  const problem = problemOf(schema, input);
  expect(problem).toMatchObject({
    ...{ kind: "invalid", field: "name", pointer: "#/name" },
    ...{ received: "7", expected: "string" },
  });
  expect(JSON.stringify(problem)).not.toContain("hunter2");
  expect(problem.more?.map(({ pointer }) => pointer)).toEqual(["#/clientSecret", "#/nested/n", "#/extra"]);
  expect(problem.more?.find(({ field }) => field === "nested.n")?.received).toHaveLength(200);
});

test("writes names with dots, slashes and tildes as a JSON Pointer does", () => {
  const schema = z.strictObject({ secrets: z.record(z.string(), z.string()) });
  expect(problemOf(schema, { secrets: { "a.b/c~d é": 1 } }).pointer).toBe("#/secrets/a.b~1c~0d%20%C3%A9");
});

test("a wrong type is not missing", () => {
  const schema = z.strictObject({ name: oneLine("The name", 80) });
  expect(problemOf(schema, {})).toMatchObject({ message: "The name is missing.", expected: "string" });
  expect(problemOf(schema, { name: 5 })).toMatchObject({
    message: "The name must be a text.",
    received: "5",
  });
  expect(problemOf(schema, { name: ["x"] })).toMatchObject({ received: "a list" });
});

test("of several forms, says what is wrong with the one that the value comes closest to", () => {
  const schema = z.strictObject({ scopes: z.union([z.string(), z.array(z.string())]) });
  expect(problemOf(schema, { scopes: ["a", 5] })).toMatchObject({ pointer: "#/scopes/1", received: "5" });
  expect(problemOf(schema, { scopes: 5 })).toMatchObject({
    pointer: "#/scopes",
    expected: "string or array",
  });
});
