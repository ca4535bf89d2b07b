import { describe, expect, test } from "vitest";
import { formInput } from "@/lib/server/auth/form-input";
import { fieldErrorsOf } from "./form-state";
import { mappingForm } from "./mapping";

function sent(fields: [string, string][]) {
  const form = new FormData();
  for (const [name, value] of [["connectionId", "conn_1"], ...fields] as [string, string][])
    form.append(name, value);
  return mappingForm.safeParse(formInput(form));
}
const errors = (fields: [string, string][]) => {
  const parsed = sent(fields);
  return parsed.success ? {} : fieldErrorsOf(parsed.error);
};

test("reads rules, teams and switches as the page sends them", () => {
  const parsed = sent([
    ["settings.attributes.groups", " memberOf "],
    ["settings.attributes.email", ""],
    ["settings.rules.0.attribute", "groups"],
    ["settings.rules.0.operator", "starts_with"],
    ["settings.rules.0.value", " Sales "],
    ["settings.rules.0.role", ""],
    ["settings.rules.0.teams[]", "team_1"],
    ["settings.rules.1.attribute", "groups"],
    ["settings.rules.1.value", "Staff"],
    ["settings.rules.1.role", "editor"],
    ["settings.rules.1.teams[]", "team_1"],
    ["settings.rules.1.teams[]", "team_2"],
    ["settings.defaultTeams[]", "team_3"],
    ["settings.provisioning", "on"],
    ["settings.ceiling", "editor"],
  ]);
  expect(parsed.data?.settings).toEqual({
    attributes: { email: null, firstName: null, lastName: null, groups: "memberOf" },
    rules: [
      { attribute: "groups", operator: "starts_with", value: "Sales", role: null, teams: ["team_1"] },
      {
        attribute: "groups",
        operator: "equals",
        value: "Staff",
        role: "editor",
        teams: ["team_1", "team_2"],
      },
    ],
    groupSeparator: null,
    missingRole: "default",
    defaultRole: "reader",
    defaultTeams: ["team_3"],
    ceiling: "editor",
    provisioning: true,
    validation: "automatic",
  });
});

test("a switch that is off is not sent and counts as off; without rules the list is empty", () => {
  expect(sent([["settings.missingRole", "deny"]]).data?.settings).toMatchObject({
    provisioning: false,
    rules: [],
    missingRole: "deny",
  });
});

describe("bad input is reported at its field", () => {
  test("an unknown role name", () => {
    const odd = errors([
      ["settings.rules.0.attribute", "groups"],
      ["settings.rules.0.value", "x"],
      ["settings.rules.0.role", "Admin'; --"],
    ]);
    expect(odd).toEqual({ "settings.rules.0.role": ["A role is reader, editor or admin."] });
  });

  test("an empty attribute or value, and one that is too long", () => {
    expect(
      Object.keys(
        errors([
          ["settings.rules.0.attribute", " "],
          ["settings.rules.0.value", "v".repeat(301)],
        ]),
      ),
    ).toEqual(["settings.rules.0.attribute", "settings.rules.0.value"]);
  });

  test("too many rules", () => {
    const rules = Array.from({ length: 101 }, (_, i): [string, string][] => [
      [`settings.rules.${i}.attribute`, "groups"],
      [`settings.rules.${i}.value`, `group ${i}`],
    ]);
    expect(errors(rules.flat())["settings.rules"]).toEqual(["At most 100 rules can be kept."]);
  });

  test("invalid settings", () => {
    expect(sent([["settings", "x"]]).success).toBe(false);
    expect(sent([["settings.rules.0", "x"]]).success).toBe(false);
  });
});
