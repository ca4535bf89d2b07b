import { describe, expect, test } from "vitest";
import { groupOverage, pick, readGroups, usualNames, valuesOf, withheldGroups } from "./attributes";

const usual = { email: null, firstName: null, lastName: null, groups: null };
const samlGroups = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";
const samlRoles = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role";
const samlLink = "http://schemas.microsoft.com/claims/groups.link";

describe("an attribute by its own name", () => {
  test("by its exact spelling comes before another spelling", () => {
    expect(valuesOf({ Mail: ["one"], mail: ["two"] }, "mail")).toEqual(["two"]);
    expect(valuesOf({ Mail: ["one"] }, "mail")).toEqual(["one"]);
  });

  test("that is missing has no values, even if it is named like an object's own member", () => {
    expect(valuesOf({}, "mail")).toEqual([]);
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty"])
      expect(valuesOf({}, name)).toEqual([]);
  });
});

describe("one of the four usual attributes", () => {
  test.each(Object.entries(usualNames).flatMap(([which, names]) => names.map((name) => [which, name])))(
    "%s is found as “%s”",
    (which, name) => {
      const found = pick({ [name ?? ""]: ["value"] }, which as keyof typeof usualNames, usual);
      expect(found).toEqual({ name, values: ["value"] });
    },
  );

  test("the first usual name with a value is taken, an empty one is passed over", () => {
    expect(pick({ mail: ["b@acme.example"], email: ["a@acme.example"] }, "email", usual).values).toEqual([
      "a@acme.example",
    ]);
    expect(pick({ mail: ["b@acme.example"], email: [" "] }, "email", usual)).toEqual({
      name: "mail",
      values: ["b@acme.example"],
    });
  });

  test("an attribute that the option names is the only one tried", () => {
    const names = { ...usual, email: "workMail" };
    expect(pick({ workmail: ["a@acme.example"], email: ["b@acme.example"] }, "email", names).values).toEqual([
      "a@acme.example",
    ]);
    expect(pick({ email: ["b@acme.example"] }, "email", names)).toEqual({ name: "workMail", values: [] });
  });

  test("returns all its values, in the provider's order, without blank ones", () => {
    expect(pick({ groups: ["b", "", "a", "  "] }, "groups", usual).values).toEqual(["b", "a"]);
  });
});

describe("more groups than a provider sends", () => {
  test.each([
    ["the link of SAML", { [samlLink]: ["https://graph.example/x"] }, samlLink],
    ["the source of a claim in a token", { _claim_names: ['{"groups":"src1"}'] }, "_claim_names"],
    ["the mark of the implicit flow", { hasgroups: ["true"] }, "hasgroups"],
  ])("is reported by %s", (_what, attributes, marker) => {
    expect(groupOverage({ attributes })).toBe(marker);
  });

  test.each([
    ["no groups at all", {}],
    ["a source of another claim", { _claim_names: ['{"address":"src1"}'] }],
    ["a mark that says no", { hasgroups: ["false"] }],
    ["groups", { groups: ["a"] }],
  ])("is not reported by %s", (_what, attributes) => {
    expect(groupOverage({ attributes })).toBeNull();
  });

  test("groups beside the marker are not withheld", () => {
    expect(withheldGroups({ attributes: { hasgroups: ["true"] } }, usual)).toBe("hasgroups");
    expect(withheldGroups({ attributes: { hasgroups: ["true"], groups: ["a"] } }, usual)).toBeNull();
    expect(withheldGroups({ attributes: { [samlLink]: ["x"], [samlGroups]: ["a"] } }, usual)).toBeNull();
  });

  test("app roles beside the marker are not the groups", () => {
    expect(withheldGroups({ attributes: { hasgroups: ["true"], roles: ["User"] } }, usual)).toBe("hasgroups");
    expect(withheldGroups({ attributes: { [samlLink]: ["x"], [samlRoles]: ["User"] } }, usual)).toBe(
      samlLink,
    );
  });

  test("an option that reads another attribute than groups has nothing withheld", () => {
    const byRoles = { ...usual, groups: "roles" };
    expect(withheldGroups({ attributes: { hasgroups: ["true"] } }, byRoles)).toBeNull();
    const byLongName = { ...usual, groups: samlGroups };
    expect(withheldGroups({ attributes: { [samlLink]: ["x"] } }, byLongName)).toBe(samlLink);
  });
});

test("names like addresses are ordinary names, with their dots, colons and slashes", () => {
  const names = [
    "https://acme.example/claims/groups",
    "urn:acme:groups",
    "acme.example/groups",
    "realm.groups",
  ];
  for (const name of names) {
    const attributes = { groups: ["usual"], [name]: ["staff"] };
    expect(pick(attributes, "groups", { ...usual, groups: name })).toEqual({ name, values: ["staff"] });
    expect(valuesOf(attributes, name.toUpperCase())).toEqual(["staff"]);
    expect(valuesOf({ groups: ["usual"] }, name)).toEqual([]);
  }
});

describe("groups in one text", () => {
  test.each([
    [",", "a,app-admins", ["a", "app-admins"]],
    [";", " CN=a,OU=x ;CN=b,OU=x;; ", ["CN=a,OU=x", "CN=b,OU=x"]],
    ["|", "a|b", ["a", "b"]],
    [" ", "a  b", ["a", "b"]],
    [null, "a,b", ["a,b"]],
  ] as const)("are split at %j", (groupSeparator, text, groups) => {
    const settings = { attributes: usual, groupSeparator };
    expect(readGroups({ groups: [text, "c"] }, settings)).toEqual({
      name: "groups",
      values: [...groups, "c"],
    });
  });
});
