import { expect, test } from "vitest";
import type { OptionSettings } from "@/lib/model/connections/connection";
import { withTeamRoles } from "./team-roles";

const settings: OptionSettings = {
  attributes: { email: null, firstName: null, lastName: null, groups: null },
  groupSeparator: null,
  rules: [
    { attribute: "groups", operator: "equals", value: "a", role: null, teams: ["writers", "plain"] },
    { attribute: "groups", operator: "equals", value: "b", role: "admin", teams: ["writers"] },
    { attribute: "groups", operator: "equals", value: "c", role: "reader", teams: ["plain"] },
  ],
  missingRole: "default",
  defaultRole: "reader",
  defaultTeams: ["writers"],
  ceiling: "admin",
  provisioning: true,
  validation: "automatic",
};
const teams = [
  { id: "writers", defaultRole: "editor" as const },
  { id: "plain", defaultRole: null },
];

test("a team's default role counts if a rule or a default gives the team, and never lowers", () => {
  const raised = withTeamRoles(settings, teams);
  expect(raised.rules.map((rule) => rule.role)).toEqual(["editor", "admin", "reader"]);
  expect(raised.defaultRole).toBe("editor");
});

test("without default roles nothing changes", () => {
  expect(withTeamRoles(settings, [{ id: "writers", defaultRole: null }])).toBe(settings);
});
