import { describe, expect, test } from "vitest";
import type { OptionSettings, RoleRule } from "@/lib/model/connections/connection";
import { settings } from "@/lib/model/testing/admission-builders";
import { leastTime } from "@/lib/protocols/saml/testing/processor-time";
import { applyRules } from "./role-rules";
import { adviseOnRules, type SeenAttributes } from "./rule-advice";

const rule = (over: Partial<RoleRule> = {}): RoleRule => ({
  attribute: "groups",
  operator: "equals",
  value: "staff",
  role: "reader",
  teams: [],
  ...over,
});
const seen: SeenAttributes = {
  groups: ["staff", "sales-north", "sales-south"],
  department: ["IT"],
  title: [],
};
const advise = (rules: RoleRule[], over: Partial<OptionSettings> = {}, known = seen) =>
  adviseOnRules(
    {
      attributes: { email: null, firstName: null, lastName: null, groups: null },
      groupSeparator: null,
      rules,
      missingRole: "default",
      defaultRole: "reader",
      ceiling: "admin",
      ...over,
    },
    known,
  ).map(({ code, rule: position, other }) => [code, position, ...(other === undefined ? [] : [other])]);

test("says nothing about rules that can match and give something", () => {
  expect(
    advise([
      rule(),
      rule({ operator: "starts_with", value: "sales-", role: "editor" }),
      rule({ attribute: "Department", value: "it", role: null, teams: ["t"] }),
    ]),
  ).toEqual([]);
});

describe("a rule that could never match", () => {
  test("checks an attribute that has never been received", () => {
    expect(advise([rule({ attribute: "memberships" })])).toEqual([["attribute_never_seen", 0]]);
    expect(advise([rule()], {}, { email: ["a@b.example"] })).toEqual([["attribute_never_seen", 0]]);
  });

  test("expects a value that has never been received", () => {
    expect(advise([rule({ value: "stuff" })])).toEqual([["value_never_seen", 0]]);
  });

  test("gets no warning while nothing is known, or no value of the attribute is", () => {
    expect(advise([rule({ value: "stuff" })], {}, {})).toEqual([]);
    expect(advise([rule({ attribute: "title", value: "CEO" })])).toEqual([]);
  });

  test("treats a star as a character outside of patterns", () => {
    expect(advise([rule({ value: "sales-*" })])).toEqual([
      ["stars_outside_wildcard", 0],
      ["value_never_seen", 0],
    ]);
    expect(advise([rule({ operator: "matches", value: "sales-*" })])).toEqual([]);
  });
});

describe("a rule that changes nothing", () => {
  test("gives neither role nor team", () => {
    expect(advise([rule({ role: null })])).toEqual([["gives_nothing", 0]]);
  });

  test("repeats another one", () => {
    expect(advise([rule(), rule({ value: " Staff ", role: "editor" })])).toEqual([["duplicate", 1, 0]]);
  });

  test("is covered by a wider one that gives as much, in any position", () => {
    const wide = rule({ operator: "contains", value: "sales", role: "editor" });
    expect(advise([wide, rule({ value: "sales-north" })])).toEqual([["shadowed", 1, 0]]);
    expect(advise([rule({ operator: "starts_with", value: "sales-n" }), wide])).toEqual([["shadowed", 0, 1]]);
    expect(advise([wide, rule({ value: "sales-north", role: "admin" })])).toEqual([]);
    expect(advise([wide, rule({ value: "sales-north", teams: ["north"] })])).toEqual([]);
  });

  test("gives more than the ceiling allows", () => {
    expect(advise([rule({ role: "admin" })], { ceiling: "editor" })).toEqual([["above_ceiling", 0]]);
    expect(advise([], { defaultRole: "admin", ceiling: "editor" })).toEqual([
      ["default_above_ceiling", null],
    ]);
  });
});

test("a pattern of stars alone matches everybody who has a value", () => {
  expect(advise([rule({ operator: "matches", value: "**" })])).toEqual([["only_stars", 0]]);
});

test("warns if denying would lock everyone out", () => {
  expect(advise([rule({ value: "stuff" })], { missingRole: "deny" })).toContainEqual([
    "nobody_matches",
    null,
  ]);
  expect(advise([rule()], { missingRole: "deny" })).toEqual([]);
});

test("500 groups of 256 characters and 100 rules are checked at once", () => {
  const groups = Array.from({ length: 500 }, (_, i) => `${i}`.padStart(256, "g"));
  const rules = Array.from({ length: 100 }, (_, i) =>
    rule({ operator: i % 2 ? "matches" : "contains", value: `${"*g".repeat(100)}${i}` }),
  );
  expect(leastTime(() => advise(rules, {}, { groups }), 2_000)).toBeLessThan(2_000);
});

describe("a rule that matches more than it says", () => {
  const examples = (over: Partial<RoleRule>, known: SeenAttributes = {}) =>
    adviseOnRules(
      {
        attributes: { email: null, firstName: null, lastName: null, groups: null },
        groupSeparator: null,
        rules: [rule({ value: "admins", role: "admin", ...over })],
        missingRole: "default",
        defaultRole: "reader",
        ceiling: "admin",
      },
      known,
    ).flatMap(({ code, example }) => (code === "fits_more" ? [example] : []));

  test.each([
    ["contains", "admins", "not-admins-at-all"],
    ["starts_with", "admins", "admins-not-at-all"],
    ["ends_with", "admins", "not-admins"],
    ["matches", "*admins*", "not-admins-at-all"],
    ["matches", "app-*-admins", "app--not--admins"],
  ] as const)("%s “%s” names a value that it would match too", (operator, value, example) => {
    expect(examples({ operator, value })).toEqual([example]);
    expect(
      applyRules(settings({ rules: [rule({ operator, value, role: "admin" })] }), { groups: [example] }),
    ).toMatchObject({ role: "admin" });
  });

  test("names a received one, if there is one", () => {
    const known = { groups: ["admins", "staff", "Admins-of-nothing"] };
    expect(examples({ operator: "contains" }, known)).toEqual(["Admins-of-nothing"]);
  });

  test("gets no warning if it names the whole value or makes nobody an administrator", () => {
    expect(examples({ operator: "equals" })).toEqual([]);
    expect(examples({ operator: "matches" })).toEqual([]);
    expect(examples({ operator: "contains", role: "editor" })).toEqual([]);
    expect(examples({ operator: "contains", role: null, teams: ["t"] })).toEqual([]);
  });
});

test("groups in one text are recognised, and the separator is named", () => {
  const joined = { groups: ["staff;sales"] };
  expect(advise([rule()], {}, joined)).toEqual([["joined", 0]]);
  expect(advise([rule()], { groupSeparator: ";" }, joined)).toEqual([]);
  expect(advise([rule({ value: "nobody" })], {}, joined)).toEqual([["value_never_seen", 0]]);
  const title = rule({ attribute: "title", value: "lead" });
  expect(advise([title], {}, { groups: ["staff"], title: ["lead,boss"] })).toEqual([["value_never_seen", 0]]);
});
