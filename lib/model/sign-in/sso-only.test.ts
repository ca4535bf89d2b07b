import { expect, test } from "vitest";
import { keepsPassword, type SsoOnlyFacts } from "./sso-only";

const member = (spaceId: string, change: Partial<SsoOnlyFacts["memberships"][number]> = {}) => ({
  spaceId,
  status: "active" as const,
  role: "reader" as const,
  permissions: [],
  isItAdministrator: false,
  ...change,
});
const facts = (change: Partial<SsoOnlyFacts> = {}): SsoOnlyFacts => ({
  converts: true,
  user: { hasPassword: true, isOperator: false, ssoOnlyOrganizationId: null },
  domainIsOurs: true,
  memberships: [member("a")],
  spacesOfOrganization: new Set(["a", "b"]),
  upTo: "admin",
  ...change,
});

test("a password user of the organization's own domain is converted", () => {
  expect(keepsPassword(facts())).toBeNull();
});

test("a person without a password has nothing to lose", () => {
  const user = { hasPassword: false, isOperator: false, ssoOnlyOrganizationId: null };
  expect(keepsPassword(facts({ user }))).toBe("no_password");
});

test("nobody loses a password through an organization whose space lets people keep theirs", () => {
  expect(keepsPassword(facts({ converts: false }))).toBe("not_converted_here");
});

test("an organization that has not verified the domain converts nobody", () => {
  expect(keepsPassword(facts({ domainIsOurs: false }))).toBe("foreign_domain");
});

test("operators keep their password", () => {
  const user = { hasPassword: true, isOperator: true, ssoOnlyOrganizationId: null };
  expect(keepsPassword(facts({ user }))).toBe("operator");
});

test("the IT administrator of any space keeps the password, even of a space that the organization does not reach", () => {
  const elsewhere = member("z", { role: "admin", isItAdministrator: true });
  expect(keepsPassword(facts({ memberships: [member("a"), elsewhere] }))).toBe("it_administrator");
});

test("a person with a higher role anywhere than the connection may speak for keeps the password", () => {
  const memberships = [member("a"), member("z", { role: "editor" })];
  expect(keepsPassword(facts({ memberships, upTo: "reader" }))).toBe("above_version");
  expect(keepsPassword(facts({ memberships, upTo: "editor" }))).toBeNull();
  expect(keepsPassword(facts({ memberships: [member("a")], upTo: "reader" }))).toBeNull();
});

test("a former IT administrator, deactivated there, is converted", () => {
  const before = member("z", { role: "admin", isItAdministrator: true, status: "deactivated" });
  expect(keepsPassword(facts({ memberships: [member("a"), before] }))).toBeNull();
});

test("a person who manages the integrations of every space reached keeps the password, by role or by grant", () => {
  const memberships = [
    member("a", { role: "admin" }),
    member("b", { permissions: ["manage_auth_integrations"] }),
  ];
  expect(keepsPassword(facts({ memberships }))).toBe("manages_every_integration");
});

test("one space reached without the permission suffices for the conversion", () => {
  expect(keepsPassword(facts({ memberships: [member("a", { role: "admin" }), member("b")] }))).toBeNull();
});

test("spaces that the organization does not reach do not count", () => {
  const memberships = [member("a", { role: "admin" }), member("z")];
  expect(keepsPassword(facts({ memberships }))).toBe("manages_every_integration");
});

test("a space where the person waits for approval is not reached", () => {
  const memberships = [member("a", { role: "admin" }), member("b", { status: "pending" })];
  expect(keepsPassword(facts({ memberships }))).toBe("manages_every_integration");
});
