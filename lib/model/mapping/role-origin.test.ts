import { expect, test } from "vitest";
import { type RoleOriginFacts, roleOrigin } from "./role-origin";

const facts = (
  membership: Partial<RoleOriginFacts["membership"]>,
  over: Partial<RoleOriginFacts> = {},
): RoleOriginFacts => ({
  membership: {
    role: "editor",
    roleSource: "manual",
    origin: "sso",
    isItAdministrator: false,
    status: "active",
    ...membership,
  },
  ruledBy: ["Okta"],
  otherAdministrators: 1,
  ...over,
});

test("a role given by hand yields to a matching rule, and otherwise stays", () => {
  expect(roleOrigin(facts({}))).toContain("the rule wins");
  expect(roleOrigin(facts({}, { ruledBy: [] }))).toContain("so it stays");
});

test("a role by mapping is decided at each sign-in", () => {
  expect(roleOrigin(facts({ roleSource: "mapping" }))).toContain("decide again");
  expect(roleOrigin(facts({ roleSource: "mapping" }, { ruledBy: [] }))).toContain("until you change it");
});

test("a role says whether a directory gave it", () => {
  const mapped = { roleSource: "mapping" } as const;
  expect(roleOrigin(facts({ ...mapped, origin: "directory" }))).toContain("Given by the directory.");
  expect(roleOrigin(facts(mapped))).toContain("Given by single sign-on.");
  expect(roleOrigin(facts({ origin: "directory" }))).toContain("Given by hand.");
});

test("IT administrators and the last administrator keep theirs", () => {
  expect(roleOrigin(facts({ role: "admin", isItAdministrator: true }))).toContain("IT administrator");
  expect(roleOrigin(facts({ role: "admin" }, { otherAdministrators: 0 }))).toContain("last administrator");
  expect(roleOrigin(facts({ role: "admin" }))).toContain("the rule wins");
});
