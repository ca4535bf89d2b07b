import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { OptionSettings } from "@/lib/model/connections/connection";
import { compareRoles, roles } from "@/lib/model/people/roles";
import { admit } from "@/lib/model/sign-in/admission";
import {
  anIdentity,
  facts,
  factsOfMember,
  inGroups,
  rule,
  settings,
} from "@/lib/model/testing/admission-builders";

const teams = { all: "team_all", docs: "team_docs" };
const staff = rule("Staff", "reader");
const editors = rule("Editors", "editor", { teams: [teams.docs] });
const admins = rule("Admins", "admin");
const by = (change: Partial<OptionSettings>) => ({ option: { settings: settings(change) } });
const byRules = by({ rules: [staff, editors, admins] });
const overage = anIdentity({ attributes: { hasgroups: ["true"] } });

describe("a role by the rules", () => {
  test("a new person gets the highest matching role, and the teams of all rules", () => {
    expect(admit(facts({ ...byRules, identity: inGroups("Staff", "Editors") }))).toMatchObject({
      outcome: "admit",
      role: "editor",
      roleSource: "mapping",
      teams: [teams.docs],
      winningRule: 1,
    });
  });

  test("is evaluated at each sign-in: up, and down again", () => {
    const reader = { role: "reader", licence: "reader" } as const;
    expect(admit(factsOfMember(reader, { ...byRules, identity: inGroups("Admins") }))).toMatchObject({
      role: "admin",
    });
    const admin = { role: "admin", licence: "admin" } as const;
    expect(admit(factsOfMember(admin, { ...byRules, identity: inGroups("Staff") }))).toMatchObject({
      role: "reader",
      teams: [],
    });
  });

  test("replaces a role that was given by hand", () => {
    const byHand = { role: "editor", roleSource: "manual" } as const;
    expect(admit(factsOfMember(byHand, { ...byRules, identity: inGroups("Staff") }))).toMatchObject({
      role: "reader",
      roleSource: "mapping",
    });
  });
});

describe("if no rule matches, or there is nothing to match", () => {
  const deny = by({ rules: [editors], missingRole: "deny" });

  test("deny refuses, and shows the received values", () => {
    expect(admit(facts({ ...deny, identity: inGroups("Sales", "Berlin") }))).toMatchObject({
      outcome: "refuse",
      refusal: { code: "role_missing", check: "role", received: "Sales, Berlin" },
    });
    expect(admit(facts(deny))).toMatchObject({ refusal: { code: "role_missing", received: null } });
    expect(admit(facts({ ...deny, identity: inGroups("Editors") }))).toMatchObject({ outcome: "admit" });
  });

  test("deny refuses members too, and removes nothing from them", () => {
    expect(admit(factsOfMember({ role: "editor" }, deny))).toMatchObject({
      refusal: { code: "role_missing" },
    });
  });

  test("the default role is given, even to people who had another by the rules", () => {
    const option = by({ rules: [editors], defaultRole: "reader" });
    expect(admit(facts(option))).toMatchObject({ role: "reader", winningRule: null });
    expect(admit(factsOfMember({ role: "editor" }, option))).toMatchObject({ role: "reader" });
  });

  test("a role that was given by hand stays", () => {
    const option = by({ rules: [editors] });
    expect(admit(factsOfMember({ role: "editor", roleSource: "manual" }, option))).toMatchObject({
      role: "editor",
      roleSource: "manual",
    });
  });

  test("without any rule members keep what they have", () => {
    expect(admit(factsOfMember({ role: "editor", licence: "editor" }))).toMatchObject({ role: "editor" });
  });

  test("the default role is limited by the ceiling as well", () => {
    expect(admit(facts(by({ defaultRole: "admin", ceiling: "editor" })))).toMatchObject({ role: "editor" });
    expect(admit(facts(by({ defaultRole: "admin", ceiling: "admin" })))).toMatchObject({ role: "admin" });
  });
});

describe("default teams", () => {
  const option = by({ rules: [editors], defaultTeams: [teams.all] });

  test("come in addition to those of the rules, each once", () => {
    const both = by({ rules: [editors], defaultTeams: [teams.docs, teams.all] });
    expect(admit(facts({ ...both, identity: inGroups("Editors") }))).toMatchObject({
      teams: [teams.docs, teams.all],
    });
  });

  test("stay at the second sign-in of a person whom the provider has brought", () => {
    expect(admit(factsOfMember({ origin: "sso" }, option))).toMatchObject({ teams: [teams.all] });
  });

  test("are not given to existing members", () => {
    expect(admit(factsOfMember({ origin: "manual" }, option))).toMatchObject({ teams: [] });
  });
});

describe("more groups than the provider sends", () => {
  test("a new person is refused, with another reason than a person without groups", () => {
    expect(admit(facts({ ...byRules, identity: overage }))).toMatchObject({
      outcome: "refuse",
      refusal: { code: "group_overage", check: "role", received: "hasgroups" },
    });
    expect(admit(facts(byRules))).toMatchObject({ outcome: "admit", role: "reader" });
  });

  test("a member keeps role and teams, whether no role means deny or default", () => {
    for (const missingRole of ["deny", "default"] as const) {
      const option = by({ rules: [editors], missingRole });
      expect(
        admit(factsOfMember({ role: "editor", licence: "editor" }, { ...option, identity: overage })),
      ).toEqual(
        expect.objectContaining({
          outcome: "admit",
          role: "editor",
          roleSource: "mapping",
          keepsTeams: true,
        }),
      );
    }
  });

  test("a rule on another attribute may raise a member's role, and never lowers it", () => {
    const option = by({ rules: [editors, rule("Berlin", "reader", { attribute: "office" })] });
    const identity = anIdentity({ attributes: { hasgroups: ["true"], office: ["Berlin"] } });
    const sign = (role: "editor" | "reader") =>
      admit(factsOfMember({ role, licence: role }, { ...option, identity }));
    expect(sign("editor")).toMatchObject({ role: "editor" });
    const raised = by({ rules: [editors, rule("Berlin", "admin", { attribute: "office" })] });
    expect(admit(factsOfMember({ role: "reader" }, { ...raised, identity }))).toMatchObject({
      role: "admin",
      winningRule: 1,
    });
    expect(admit(facts({ ...option, identity }))).toMatchObject({ outcome: "admit", role: "reader" });
  });

  test("app roles beside the link do not count as the groups", () => {
    const identity = anIdentity({ attributes: { hasgroups: ["true"], roles: ["User"] } });
    expect(
      admit(factsOfMember({ role: "editor", licence: "editor" }, { ...byRules, identity })),
    ).toMatchObject({
      role: "editor",
      keepsTeams: true,
    });
  });

  test("means nothing if no rule reads the groups", () => {
    const option = by({ rules: [rule("Berlin", "editor", { attribute: "office" })] });
    expect(admit(facts({ ...option, identity: overage }))).toMatchObject({
      outcome: "admit",
      role: "reader",
    });
  });

  test("250 received groups are read like any others", () => {
    const many = inGroups(...Array.from({ length: 250 }, (_, i) => `Project ${i}`), "Editors");
    expect(admit(facts({ ...byRules, identity: many }))).toMatchObject({ role: "editor" });
  });
});

describe("administrators who stay, whatever the provider says", () => {
  const admin = { role: "admin", licence: "admin" } as const;
  const demoting = { ...byRules, identity: inGroups("Staff") };

  test("the last one of the space", () => {
    expect(admit(factsOfMember(admin, { ...demoting, otherAdministrators: 0 }))).toMatchObject({
      outcome: "admit",
      role: "admin",
    });
    expect(admit(factsOfMember(admin, { ...demoting, otherAdministrators: 1 }))).toMatchObject({
      role: "reader",
    });
  });

  test("through the default role as through a rule", () => {
    const option = by({ rules: [editors] });
    expect(admit(factsOfMember(admin, { ...option, otherAdministrators: 0 }))).toMatchObject({
      role: "admin",
    });
  });

  test("even above a ceiling: it limits what is given, not what people have", () => {
    const low = by({ rules: [staff], ceiling: "reader" });
    expect(
      admit(factsOfMember(admin, { ...low, identity: inGroups("Staff"), otherAdministrators: 0 })),
    ).toMatchObject({ role: "admin" });
  });
});

describe("for any rules, groups and members", () => {
  const role = fc.constantFrom(...roles);
  const group = fc.constantFrom("a", "b", "c");
  const anySettings = fc.record({
    rules: fc.array(
      fc.record({
        attribute: fc.constantFrom("groups", "office"),
        operator: fc.constant("equals" as const),
        value: group,
        role: fc.option(role),
        teams: fc.uniqueArray(fc.constantFrom("t1", "t2")),
      }),
      { maxLength: 5 },
    ),
    missingRole: fc.constantFrom("deny" as const, "default" as const),
    defaultRole: role,
    defaultTeams: fc.uniqueArray(fc.constantFrom("t1", "t3")),
    ceiling: role,
  });
  const anyAttributes = fc.dictionary(
    fc.constantFrom("groups", "office", "hasgroups"),
    fc.array(fc.constantFrom("a", "b", "c", "true"), { maxLength: 3 }),
  );
  const anyMember = fc.record({
    role,
    roleSource: fc.constantFrom("manual" as const, "mapping" as const),
    origin: fc.constantFrom("manual" as const, "sso" as const),
  });
  const others = fc.constantFrom(0, 1, 2);

  test("nobody is given more than the ceiling", () => {
    fc.assert(
      fc.property(
        anySettings,
        anyAttributes,
        fc.option(anyMember),
        others,
        (option, attributes, member, n) => {
          const change = { ...by(option), identity: anIdentity({ attributes }), otherAdministrators: n };
          const made = admit(member ? factsOfMember(member, change) : facts(change));
          if (made.outcome === "refuse" || made.role === member?.role) return;
          expect(compareRoles(made.role, option.ceiling)).toBeLessThanOrEqual(0);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("the last administrator is refused or stays one", () => {
    fc.assert(
      fc.property(anySettings, anyAttributes, anyMember, others, (option, attributes, member, n) => {
        const change = { ...by(option), identity: anIdentity({ attributes }), otherAdministrators: n };
        const made = admit(factsOfMember({ ...member, role: "admin", licence: "admin" }, change));
        if (made.outcome !== "refuse" && n === 0) expect(made.role).toBe("admin");
      }),
      { numRuns: 500 },
    );
  });

  test("an overage removes no role and is never the reason for a default", () => {
    fc.assert(
      fc.property(anySettings, fc.option(anyMember), (option, member) => {
        const rules = [rule("a", "editor"), ...option.rules];
        const change = { ...by({ ...option, rules }), identity: overage };
        const made = admit(member ? factsOfMember(member, change) : facts(change));
        if (member) expect(made).toMatchObject({ role: member.role, keepsTeams: true });
        else expect(made).toMatchObject({ refusal: { code: "group_overage" } });
      }),
    );
  });
});
