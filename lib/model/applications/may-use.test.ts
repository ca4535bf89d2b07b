import { describe, expect, test } from "vitest";
import { mayUse, openToSpace } from "./may-use";

const reader = { role: "reader", teamIds: ["team_sales"] } as const;
const open = { openTo: "all", roles: [] } as const;
const everybody = { roles: [], teamIds: [] };

describe("an application", () => {
  test("that is open to all is open to every member of every space", () => {
    expect(mayUse({ ...open, roles: [] }, null, reader)).toBe(true);
  });

  test("that is open to chosen spaces is closed to every other", () => {
    const chosen = { openTo: "chosen" as const, roles: [] };
    expect(openToSpace(chosen, null)).toBe(false);
    expect(mayUse(chosen, null, reader)).toBe(false);
    expect(mayUse(chosen, everybody, reader)).toBe(true);
  });

  test("for some roles is closed to the others", () => {
    const forEditors = { openTo: "all" as const, roles: ["editor" as const] };
    expect(mayUse(forEditors, null, reader)).toBe(false);
    expect(mayUse(forEditors, null, { ...reader, role: "editor" })).toBe(true);
    // A higher role is a different role: the right to use it is stated, not implied.
    expect(mayUse(forEditors, null, { ...reader, role: "admin" })).toBe(false);
  });

  test("uses a space's own choice of roles and teams in place of its own", () => {
    const forEditors = { openTo: "all" as const, roles: ["editor" as const] };
    expect(mayUse(forEditors, { roles: [], teamIds: ["team_sales"] }, reader)).toBe(true);
    expect(mayUse(forEditors, { roles: [], teamIds: ["team_other"] }, reader)).toBe(false);
    expect(mayUse(forEditors, { roles: ["reader"], teamIds: ["team_other"] }, reader)).toBe(true);
    expect(mayUse(forEditors, everybody, reader)).toBe(false);
  });
});
