import { describe, expect, test } from "vitest";
import {
  compareRoles,
  grantablePermissions,
  higherRole,
  holds,
  lowerRole,
  permissions,
  roles,
} from "./roles";

describe("the order of roles", () => {
  test("reader, editor, admin; each the same as itself", () => {
    expect(["admin", "reader", "editor"].toSorted((a, b) => compareRoles(a as never, b as never))).toEqual([
      ...roles,
    ]);
    for (const role of roles) expect(compareRoles(role, role)).toBe(0);
  });

  test("the greater and the lesser of two, whatever their order", () => {
    for (const [one, other] of [
      ["reader", "admin"],
      ["admin", "reader"],
    ] as const) {
      expect(higherRole(one, other)).toBe("admin");
      expect(lowerRole(one, other)).toBe("reader");
    }
  });
});

describe("permissions", () => {
  const member = (change: object = {}) =>
    ({ role: "reader", status: "active", permissions: [], ...change }) as const;

  test("an active administrator has all, anybody else none", () => {
    for (const permission of permissions) {
      expect(holds(member({ role: "admin" }), permission)).toBe(true);
      expect(holds(member({ role: "editor" }), permission)).toBe(false);
    }
  });

  test("only some can be granted beside a role; the others have no effect, however they got there", () => {
    expect(grantablePermissions).toEqual(["manage_auth_integrations"]);
    const granted = member({ permissions: [...permissions] });
    expect(permissions.filter((permission) => holds(granted, permission))).toEqual([
      "manage_auth_integrations",
    ]);
  });

  test.each(["pending", "deactivated"])("a member who is %s has none", (status) => {
    expect(holds(member({ role: "admin", status, permissions: [...permissions] }), "manage_people")).toBe(
      false,
    );
    expect(holds(member({ status, permissions: [...permissions] }), "manage_auth_integrations")).toBe(false);
  });
});
