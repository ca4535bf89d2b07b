import { describe, expect, test } from "vitest";
import { anIdentity, rule, settings } from "@/lib/model/testing/admission-builders";
import { asRulesRead, withFriendlyNames } from "./friendly-names";

const oid = "urn:oid:0.9.2342.19200300.100.1.3";
const said = { attributes: { [oid]: ["ann@acme.example"] }, friendlyNames: { mail: [oid] } };

describe("a FriendlyName", () => {
  test("names its attribute if an administrator has written it, case-insensitively for A to Z", () => {
    expect(withFriendlyNames(said, ["mail"]).mail).toEqual(["ann@acme.example"]);
    expect(withFriendlyNames(said, ["Mail", null]).Mail).toEqual(["ann@acme.example"]);
    expect(withFriendlyNames(said, [])).toBe(said.attributes);
    expect(withFriendlyNames({ attributes: said.attributes }, ["mail"])).toBe(said.attributes);
  });

  test("comes after a Name", () => {
    const attributes = { ...said.attributes, mail: ["named@acme.example"] };
    expect(withFriendlyNames({ ...said, attributes }, ["mail"]).mail).toEqual(["named@acme.example"]);
  });

  test("shared by two attributes names neither", () => {
    const shared = { attributes: { a: ["1"], b: ["2"] }, friendlyNames: { mail: ["a", "b"] } };
    expect(withFriendlyNames(shared, ["mail"])).not.toHaveProperty("mail");
  });

  test("called __proto__ is an ordinary one", () => {
    const odd = { attributes: { a: ["1"] }, friendlyNames: Object.fromEntries([["__proto__", ["a"]]]) };
    expect(Object.entries(withFriendlyNames(odd, ["__proto__"]))).toContainEqual(["__proto__", ["1"]]);
  });
});

test("rules and the group attribute may name a FriendlyName, and “groups” in a rule means the group attribute", () => {
  const identity = anIdentity({
    attributes: { "urn:oid:1": ["staff"], "urn:oid:2": ["IT"] },
    friendlyNames: { isMemberOf: ["urn:oid:1"], dept: ["urn:oid:2"], groups: ["urn:oid:2"] },
  });
  const option = settings({
    attributes: { email: null, firstName: null, lastName: null, groups: "isMemberOf" },
    rules: [rule("IT", "editor", { attribute: "dept" }), rule("staff", "reader")],
  });
  const read = asRulesRead(identity, option).attributes;
  expect(read).toMatchObject({ isMemberOf: ["staff"], dept: ["IT"] });
  expect(read).not.toHaveProperty("groups");
});
