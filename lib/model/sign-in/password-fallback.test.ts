import { describe, expect, test } from "vitest";
import { hasPasswordFallback, passwordFallbackDays } from "./password-fallback";

const now = new Date("2026-06-30T12:00:00Z");
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
type Administrator = Parameters<typeof hasPasswordFallback>[0][number];
const ann = (
  change: Partial<Administrator> = {},
  user: Partial<Administrator["user"]> = {},
): Administrator => ({
  role: "admin",
  status: "active",
  isItAdministrator: true,
  ...change,
  user: {
    id: "user_ann",
    email: "ann@acme.example",
    firstName: "Ann",
    lastName: "Apple",
    hasPassword: true,
    hasTwoFactor: false,
    passwordChangedAt: null,
    ssoOnlyOrganizationId: null,
    isOperator: false,
    createdAt: daysAgo(100),
    lastSignInAt: null,
    lastPasswordSignInAt: daysAgo(1),
    ...user,
  },
});

describe("emergency access if single sign-on is broken", () => {
  test("is an IT administrator who has used a password recently", () => {
    expect(hasPasswordFallback([ann()], now)).toBe(true);
    expect(hasPasswordFallback([ann({ isItAdministrator: false }), ann()], now)).toBe(true);
  });

  test("ends after the thirtieth day", () => {
    expect(hasPasswordFallback([ann({}, { lastPasswordSignInAt: daysAgo(passwordFallbackDays) })], now)).toBe(
      true,
    );
    expect(
      hasPasswordFallback([ann({}, { lastPasswordSignInAt: daysAgo(passwordFallbackDays + 0.001) })], now),
    ).toBe(false);
  });

  test.each([
    ["nobody", []],
    ["an administrator who is no IT administrator", [ann({ isItAdministrator: false })]],
    ["one who is no administrator any more", [ann({ role: "editor" })]],
    ["one who was deactivated", [ann({ status: "deactivated" })]],
    ["one who has never used the password", [ann({}, { lastPasswordSignInAt: null })]],
    ["one whose password is gone", [ann({}, { hasPassword: false })]],
  ])("is not %s", (_who, administrators) => {
    expect(hasPasswordFallback(administrators, now)).toBe(false);
  });
});
