import { describe, expect, test } from "vitest";
import { brakeLimit } from "@/lib/model/directories/brake";
import { readGroups, withheldGroups } from "@/lib/model/mapping/attributes";
import { fedIdentity, readsFedValues, withFedGroups } from "./fed-identity";

const settings = (groups: string | null = null) => ({
  attributes: { email: null, firstName: null, lastName: null, groups },
  groupSeparator: null,
});
const groups = [
  { displayName: "Authors", externalId: "8aa1" },
  { displayName: "Readers", externalId: null },
];

describe("groups of a feed at a sign-in", () => {
  test("stand in place of those in the token, by name and by the provider's id", () => {
    const said = { attributes: { groups: ["Old"], memberOf: ["Older"], department: ["Sales"] } };
    const read = withFedGroups(said, groups, settings());
    expect(readGroups(read.attributes, settings()).values).toEqual(["Authors", "8aa1", "Readers"]);
    expect(read.attributes.department).toEqual(["Sales"]);
    const mapped = withFedGroups(said, groups, settings("memberOf"));
    expect(readGroups(mapped.attributes, settings("memberOf")).values).toEqual([
      "Authors",
      "8aa1",
      "Readers",
    ]);
  });

  test("make an overage mark meaningless", () => {
    const said = { attributes: { hasgroups: ["true"] } };
    expect(withheldGroups(said, settings().attributes)).toBe("hasgroups");
    const read = withFedGroups(said, [], settings());
    expect(withheldGroups(read, settings().attributes)).toBeNull();
    expect(readGroups(read.attributes, settings()).values).toEqual([]);
  });
});

describe("a rule", () => {
  const identity = fedIdentity(
    { userName: "ann", title: "Lead", name: { givenName: "Ann" } },
    groups,
    settings(),
  );
  const reads = (attribute: string, hasGroups = true) => {
    const rule = { attribute, operator: "equals", value: "x", role: "editor", teams: [] } as const;
    return readsFedValues({ ...settings(), rules: [{ ...rule, teams: [] }] }, identity, hasGroups);
  };

  test("can be decided by a feed if the feed says what it reads", () => {
    expect(["groups", "memberOf", "title", "name.givenName", "TITLE"].map((name) => reads(name))).toEqual(
      Array(5).fill(true),
    );
    expect(reads("department")).toBe(false);
    expect(reads("groups", false)).toBe(false);
  });
});

test("the brake lets a tenth leave, one person at least and twenty at most", () => {
  expect([0, 1, 5, 19, 20, 30, 199, 200, 1_000].map(brakeLimit)).toEqual([1, 1, 1, 1, 2, 3, 19, 20, 20]);
});
