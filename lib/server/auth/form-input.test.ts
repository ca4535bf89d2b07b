import { describe, expect, test } from "vitest";
import { formInput } from "./form-input";

function form(...fields: [string, string][]): FormData {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
}

describe("a form's input", () => {
  test("keeps plain fields, without those of Next and of adminAction", () => {
    const data = form(
      ["$ACTION_ID_x", ""],
      ["$ACTION_REF_1", ""],
      ["space", "acme"],
      ["name", " Okta "],
      ["empty", ""],
    );
    expect(formInput(data, ["space"])).toEqual({ name: " Okta ", empty: "" });
    expect(formInput(form(["space", "acme"]))).toEqual({ space: "acme" });
  });

  test("makes lists of repeated names, and of a single value if the name says so", () => {
    expect(formInput(form(["team", "a"], ["team", "b"], ["scopes[]", "read"]))).toEqual({
      team: ["a", "b"],
      scopes: ["read"],
    });
  });

  test("nests dotted names, with numbers as lists", () => {
    const data = form(
      ["settings.loginUrl", "https://idp.example"],
      ["settings.certificates.0", "A"],
      ["settings.certificates.1", "B"],
      ["rules.0.value", "x"],
      ["rules.0.role", "editor"],
    );
    expect(formInput(data)).toEqual({
      settings: { loginUrl: "https://idp.example", certificates: ["A", "B"] },
      rules: [{ value: "x", role: "editor" }],
    });
  });

  test("reads a structure from the payload and adds the fields beside it", () => {
    const data = form(["payload", JSON.stringify({ rules: [{ value: "x" }], name: "a" })], ["name", "b"]);
    expect(formInput(data)).toEqual({ rules: [{ value: "x" }], name: "b" });
  });

  test.each(["not json", "[1]", "null", '"text"'])("ignores the payload %j", (payload) => {
    expect(formInput(form(["payload", payload], ["name", "a"]))).toEqual({ name: "a" });
  });

  test("reaches no prototype and creates no huge list", () => {
    const data = form(
      ["__proto__.admin", "1"],
      ["constructor.prototype.admin", "1"],
      ["a.__proto__.admin", "1"],
      ["list.0", "x"],
      ["list.999999999", "y"],
      ["list.length", "7"],
      ["list.-1", "z"],
      ["a..b", "1"],
    );
    expect(formInput(data)).toEqual({ list: ["x"] });
    expect(formInput(form(["payload", '{"__proto__":{"admin":true}}'], ["x", "1"]))).not.toHaveProperty(
      "admin",
    );
    expect({}).not.toHaveProperty("admin");
  });
});
