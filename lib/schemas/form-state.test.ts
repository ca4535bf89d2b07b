import { expect, test } from "vitest";
import { z } from "zod";
import { fieldErrorsOf, invalidForm, refusedForm, valuesOf } from "./form-state";

function dataOf(...entries: [string, string | File][]): FormData {
  const data = new FormData();
  for (const [name, value] of entries) data.append(name, value);
  return data;
}

test("returns what was typed, repeated names joined by newlines", () => {
  expect(valuesOf(dataOf(["name", "Okta"], ["team", "a"], ["team", "b"]))).toEqual({
    name: "Okta",
    team: "a\nb",
  });
});

test("never returns secrets, files or the hidden fields of the framework", () => {
  const data = dataOf(
    ["password", "x"],
    ["newPassword", "x"],
    ["clientSecret", "x"],
    ["token", "x"],
    ["$ACTION_ID_1", "x"],
    ["file", new File(["x"], "a.pem")],
  );
  expect(valuesOf(data)).toEqual({});
});

test("collects a parse failure by field, nested paths joined by dots", () => {
  const parsed = z
    .object({
      name: z.string().min(1, "Enter a name."),
      rule: z.object({ value: z.string().min(1, "Enter a value.") }),
    })
    .safeParse({ name: "", rule: { value: "" } });
  expect(parsed.error && fieldErrorsOf(parsed.error)).toEqual({
    name: ["Enter a name."],
    "rule.value": ["Enter a value."],
  });
});

test("an invalid form keeps what was typed", () => {
  const parsed = z.object({ name: z.string().max(1, "Too long.") }).safeParse({ name: "abc" });
  expect(parsed.error && invalidForm(parsed.error, dataOf(["name", "abc"]))).toEqual({
    ok: false,
    fieldErrors: { name: ["Too long."] },
    values: { name: "abc" },
  });
});

test("a refusal carries its reference only if there is one", () => {
  expect(refusedForm("No.", dataOf(["name", "a"]))).toEqual({
    ok: false,
    message: "No.",
    values: { name: "a" },
  });
  expect(refusedForm("No.", dataOf(), "req_1")).toEqual({
    ok: false,
    message: "No.",
    values: {},
    reference: "req_1",
  });
});
