import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RuleOperator } from "@/lib/model/connections/choices";
import { compareRoles, roles } from "@/lib/model/people/roles";
import { rule, settings } from "@/lib/model/testing/admission-builders";
import { overtime } from "@/lib/protocols/saml/testing/pace";
import { applyRules, readsGroups } from "./role-rules";

const apply = (rules: ReturnType<typeof rule>[], groups: string[], ceiling = settings().ceiling) =>
  applyRules(settings({ rules, ceiling }), { groups });

describe("which rules match", () => {
  const cases: [RuleOperator, string, string, boolean][] = [
    ["equals", "Editors", "Editors", true],
    ["equals", "Editors", "editors", true],
    ["equals", " Editors ", "Editors", true],
    ["equals", "Editors", "Senior Editors", false],
    ["equals", "\u00c4rzte", "\u00c4RZTE", true],
    ["equals", "\u00c4rzte", "\u00e4rzte", false],
    ["equals", "kubernetes", "\u212aubernetes", false],
    ["equals", "Editors", "\u3000Editors", false],
    ["contains", "kube", "\u212aubernetes", false],
    ["contains", "edit", "Senior Editors", true],
    ["contains", "edit", "Readers", false],
    ["starts_with", "GH-", "gh-editors", true],
    ["starts_with", "GH-", "not gh-editors", false],
    ["ends_with", "-admins", "it-ADMINS", true],
    ["ends_with", "-admins", "it-admins-old", false],
    ["matches", "gh-*-admins", "GH-berlin-admins", true],
    ["matches", "gh-*-admins", "gh-admins", false],
    ["matches", "*admins*", "the admins of it", true],
    ["matches", "cn=admins,*", "CN=Admins,OU=Groups,DC=acme,DC=example", true],
    ["matches", "a*a", "a", false],
    ["matches", "admins", "admins", true],
    ["matches", "admins", "it-admins", false],
    ["matches", "*", "anything", true],
    ["matches", "a.c", "abc", false],
    ["matches", "[a-z]+", "abc", false],
  ];
  test.each(cases)("%s “%s” on “%s”: %s", (operator, value, group, matches) => {
    const { role } = apply([rule(value, "editor", { operator })], [group]);
    expect(role).toBe(matches ? "editor" : null);
  });

  test.each(["equals", "contains", "starts_with", "ends_with", "matches"] as const)(
    "a rule without a value never matches, not even by %s",
    (operator) => {
      expect(apply([rule("  ", "admin", { operator })], ["", " ", "anything"]).role).toBeNull();
    },
  );

  test("checks every value of the attribute, in any position", () => {
    const groups = [...Array.from({ length: 250 }, (_, i) => `project ${i}`), "Editors"];
    expect(apply([rule("Editors", "editor")], groups).role).toBe("editor");
  });

  test("reads the groups under the name that the option gives them, and then under no other", () => {
    const named = settings({
      rules: [rule("Editors", "editor")],
      attributes: { ...settings().attributes, groups: "department" },
    });
    expect(applyRules(named, { department: ["Editors"] }).role).toBe("editor");
    expect(applyRules(named, { groups: ["Editors"] }).role).toBeNull();
  });

  test("reads any other attribute by its own name, case-insensitively", () => {
    const rules = [rule("Berlin", "editor", { attribute: "Office" })];
    expect(applyRules(settings({ rules }), { office: ["Berlin"] }).role).toBe("editor");
    expect(applyRules(settings({ rules }), { groups: ["Berlin"] }).role).toBeNull();
  });

  test("does not treat members that every object has as attributes", () => {
    const rules = [rule("*", "admin", { attribute: "constructor", operator: "matches" })];
    expect(applyRules(settings({ rules }), {}).role).toBeNull();
  });
});

describe("the result of the rules that match", () => {
  const staff = rule("Staff", "reader", { teams: ["team_all"] });
  const editors = rule("Editors", "editor", { teams: ["team_docs", "team_all"] });
  const admins = rule("Admins", "admin");

  test("the highest role wins, in any order, and names the rule that gave it", () => {
    expect(apply([staff, editors, admins], ["Staff", "Editors"])).toMatchObject({
      role: "editor",
      winner: 1,
    });
    expect(apply([editors, staff], ["Staff", "Editors"])).toMatchObject({ role: "editor", winner: 0 });
  });

  test("of two rules with the same role the first is the winner", () => {
    expect(apply([rule("A", "editor"), rule("B", "editor")], ["A", "B"])).toMatchObject({
      winner: 0,
      matched: [0, 1],
    });
  });

  test("teams of all that match are combined, each once", () => {
    expect(apply([staff, editors], ["Staff", "Editors"]).teams).toEqual(["team_all", "team_docs"]);
  });

  test("a rule without a role gives only its teams", () => {
    expect(apply([rule("Sales", null, { teams: ["team_sales"] })], ["Sales"])).toEqual({
      role: null,
      teams: ["team_sales"],
      matched: [0],
      winner: null,
    });
  });

  test("the ceiling limits the role and removes no team", () => {
    const many = [admins, { ...editors, value: "Admins" }];
    expect(apply(many, ["Admins"], "editor")).toMatchObject({
      role: "editor",
      teams: ["team_docs", "team_all"],
    });
    expect(apply(many, ["Admins"], "admin").role).toBe("admin");
  });

  test("nothing matches: no role, no teams", () => {
    expect(apply([staff, editors, admins], ["Sales"])).toEqual({
      role: null,
      teams: [],
      matched: [],
      winner: null,
    });
  });
});

describe("for any rules and groups", () => {
  const word = fc.constantFrom("a", "b", "A", "ab", "ba", "*", "a*", "*b*", " ", "");
  const anyRule = fc.record({
    attribute: fc.constantFrom("groups", "office"),
    operator: fc.constantFrom<RuleOperator>("equals", "contains", "starts_with", "ends_with", "matches"),
    value: word,
    role: fc.option(fc.constantFrom(...roles)),
    teams: fc.uniqueArray(fc.constantFrom("t1", "t2", "t3")),
  });
  const anyRules = fc.array(anyRule, { maxLength: 8 });
  const attributes = fc.record({ groups: fc.array(word), office: fc.array(word) });

  test("the role is never above the ceiling and never higher than the rules' highest", () => {
    fc.assert(
      fc.property(anyRules, attributes, fc.constantFrom(...roles), (rules, given, ceiling) => {
        const { role } = applyRules(settings({ rules, ceiling }), given);
        if (role === null) return;
        expect(compareRoles(role, ceiling)).toBeLessThanOrEqual(0);
        expect(rules.some((one) => one.role !== null && compareRoles(one.role, role) >= 0)).toBe(true);
      }),
    );
  });

  test("the order of the rules and of the values changes neither role nor teams", () => {
    fc.assert(
      fc.property(anyRules, attributes, (rules, given) => {
        const one = applyRules(settings({ rules }), given);
        const turned = { groups: given.groups.toReversed(), office: given.office.toReversed() };
        const other = applyRules(settings({ rules: rules.toReversed() }), turned);
        expect(other.role).toBe(one.role);
        expect(other.teams.toSorted()).toEqual(one.teams.toSorted());
      }),
    );
  });

  test("a further group never removes a role or a team", () => {
    fc.assert(
      fc.property(anyRules, attributes, word, (rules, given, more) => {
        const less = applyRules(settings({ rules }), given);
        const wider = applyRules(settings({ rules }), { ...given, groups: [...given.groups, more] });
        if (less.role !== null && wider.role !== null)
          expect(compareRoles(wider.role, less.role)).toBeGreaterThanOrEqual(0);
        expect(wider.role === null && less.role !== null).toBe(false);
        expect(wider.teams).toEqual(expect.arrayContaining(less.teams));
      }),
    );
  });

  test("a pattern matches like the regular expression of the same meaning", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "."), minLength: 1, maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom("a", "b", ".", "*"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(pattern, letters, (value, text) => {
        const same = new RegExp(`^${value.replaceAll(".", "\\.").replaceAll("*", ".*")}$`, "s");
        const { role } = apply([rule(value, "editor", { operator: "matches" })], [text]);
        expect(role !== null).toBe(same.test(text));
      }),
      { numRuns: 500 },
    );
  });

  test("the worst pattern takes time proportional to the text", () => {
    const text = "a".repeat(250_000);
    const worst = [
      `${"*a".repeat(140)}*b`,
      `*${"a".repeat(290)}b*`,
      `*b${"a".repeat(290)}*`,
      `${"*".repeat(299)}b`,
    ];
    const rules = worst.map((value) => rule(value, "admin", { operator: "matches" }));
    expect(apply(rules, [text]).role).toBeNull();
    expect(overtime(() => apply(rules, [text]), 80)).toBeNull();
  });
});

describe("the rules that read the groups that a provider can withhold", () => {
  const own = (groups: string | null) => ({ ...settings().attributes, groups });
  const uri = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";

  test.each([
    ["the usual groups", "groups", null, true],
    ["the groups under their long name", uri, null, true],
    ["groups that the option calls by their long name", "groups", uri, true],
    ["groups that the option reads from app roles", "groups", "roles", false],
    ["another attribute", "office", null, false],
  ])("%s", (_what, attribute, name, reads) => {
    expect(readsGroups({ attribute }, own(name))).toBe(reads);
  });
});

describe("groups in one text", () => {
  const rules = [rule("app-admins", "admin")];
  const said = { groups: ["a,app-admins"], titles: ["a,app-admins"] };

  test("match one by one if the option names the separator, and not without it", () => {
    expect(applyRules(settings({ rules, groupSeparator: "," }), said).role).toBe("admin");
    expect(applyRules(settings({ rules }), said).role).toBeNull();
    expect(applyRules(settings({ rules, groupSeparator: ";" }), said).role).toBeNull();
    const other = applyRules(settings({ rules, groupSeparator: "," }), {
      groups: ["a,not-app-admins-at-all"],
    });
    expect(other.role).toBeNull();
  });

  test("are the same under the attribute's own name, and no other attribute is split", () => {
    const byName = [rule("app-admins", "admin", { attribute: "Groups" })];
    expect(applyRules(settings({ rules: byName, groupSeparator: "," }), said).role).toBe("admin");
    const byTitle = [rule("app-admins", "admin", { attribute: "titles" })];
    expect(applyRules(settings({ rules: byTitle, groupSeparator: "," }), said).role).toBeNull();
  });
});
