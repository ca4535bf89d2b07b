import { describe, expect, test } from "vitest";
import { rule } from "@/lib/model/testing/admission-builders";
import { missingClaims } from "./missing-claims";

const usual = { email: null, firstName: null, lastName: null, groups: null };
const byRule = (attribute: string) => ({ attributes: usual, rules: [rule("x", "editor", { attribute })] });

describe("claims that mapping or rules name", () => {
  test("are not missing if received, in any case", () => {
    const attributes = { Department: ["Sales"], "realm_access.roles": ["a"], mail: ["ann@acme.example"] };
    expect(missingClaims(attributes, [byRule("department"), byRule("realm_access.roles")])).toEqual([]);
    expect(missingClaims(attributes, [{ attributes: { ...usual, email: "mail" }, rules: [] }])).toEqual([]);
  });

  test("are missing if not received, each once, whichever space names them", () => {
    const mapped = { attributes: { ...usual, email: "workMail", groups: "teams" }, rules: [] };
    expect(missingClaims({ workMail: [" "] }, [mapped, mapped, byRule("department")])).toEqual([
      "workMail",
      "teams",
      "department",
    ]);
  });

  test("of groups are those that the option reads", () => {
    expect(missingClaims({}, [byRule("groups")])).toEqual(["groups"]);
    expect(missingClaims({ roles: ["a"] }, [byRule("groups")])).toEqual([]);
    const named = { ...byRule("groups"), attributes: { ...usual, groups: "realm_access.roles" } };
    expect(missingClaims({ roles: ["a"] }, [named])).toEqual(["realm_access.roles"]);
  });

  test("are empty if nothing is named", () => {
    expect(missingClaims({}, [{ attributes: usual, rules: [] }])).toEqual([]);
    expect(missingClaims({}, [])).toEqual([]);
  });

  test("do not include groups that a provider withholds", () => {
    const attributes = { _claim_names: ['{"groups":"src1"}'] };
    expect(missingClaims(attributes, [byRule("groups")])).toEqual([]);
    expect(missingClaims(attributes, [byRule("department")])).toEqual(["department"]);
  });
});
