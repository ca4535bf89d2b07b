import { describe, expect, test } from "vitest";
import { letsPassword, openRequiredAction } from "./password-policy";

const now = new Date("2030-01-01T00:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);

describe("a space's rule for password sign-ins", () => {
  const reader = { status: "active", role: "reader", isItAdministrator: false } as const;
  const itAdministrator = { status: "active", role: "admin", isItAdministrator: true } as const;

  test("admits active members while passwords are allowed", () => {
    expect(letsPassword({ passwordSignIn: "allowed" }, reader, false)).toBe(true);
    expect(letsPassword({ passwordSignIn: "allowed" }, { ...reader, status: "pending" }, false)).toBe(false);
    expect(letsPassword({ passwordSignIn: "allowed" }, { ...reader, status: "deactivated" }, false)).toBe(
      false,
    );
  });

  test("admits only IT administrators while single sign-on is enforced", () => {
    const space = { passwordSignIn: "it_administrators_only" } as const;
    expect(letsPassword(space, itAdministrator, false)).toBe(true);
    expect(letsPassword(space, { ...itAdministrator, isItAdministrator: false }, false)).toBe(false);
    expect(letsPassword(space, { ...itAdministrator, role: "editor" }, false)).toBe(false);
    expect(letsPassword(space, { ...itAdministrator, status: "deactivated" }, false)).toBe(false);
    expect(letsPassword(space, reader, false)).toBe(false);
  });

  test("refuses people with connections of their own, except IT administrators: the emergency access must stay", () => {
    const space = { passwordSignIn: "allowed" } as const;
    expect(letsPassword(space, reader, true)).toBe(false);
    expect(letsPassword(space, { ...itAdministrator, isItAdministrator: false }, true)).toBe(false);
    expect(letsPassword(space, itAdministrator, true)).toBe(true);
  });
});

describe("a required action", () => {
  const space = { id: "space_a", twoFactorRequired: true, passwordMaxAgeDays: 90 };
  const user = {
    hasPassword: true,
    hasTwoFactor: true,
    passwordChangedAt: daysAgo(10),
    createdAt: daysAgo(400),
  };
  const entered = (way: "password" | "connection") => ({
    spaces: [{ spaceId: "space_a", way, connectionId: null, providerSession: null, admittedAt: now }],
  });

  test("is none for a person who has done everything", () => {
    expect(openRequiredAction(space, user, entered("password"), now)).toBeNull();
  });

  test("is two-factor if the space requires it, then the password's age", () => {
    expect(openRequiredAction(space, { ...user, hasTwoFactor: false }, entered("password"), now)).toBe(
      "two_factor",
    );
    expect(
      openRequiredAction(space, { ...user, passwordChangedAt: daysAgo(91) }, entered("password"), now),
    ).toBe("password_age");
    expect(openRequiredAction(space, { ...user, passwordChangedAt: null }, entered("password"), now)).toBe(
      "password_age",
    );
  });

  test("is none for people who signed in through a connection: their provider is responsible for them", () => {
    expect(
      openRequiredAction(space, { ...user, hasTwoFactor: false }, entered("connection"), now),
    ).toBeNull();
  });
});
