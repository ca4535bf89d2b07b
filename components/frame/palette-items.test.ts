import { describe, expect, test } from "vitest";
import { rankOf } from "./palette-items";

const sso = ["Single sign-on", ["sso", "saml", "openid connect", "oidc", "okta"]] as const;

describe("the rank of an entry", () => {
  test("is best if the name begins with what was typed, then if a synonym is exactly that", () => {
    expect(rankOf("single", ...sso)).toBe(1);
    expect(rankOf("SAML", ...sso)).toBe(0.8);
    expect(rankOf("sam", ...sso)).toBe(0.5);
  });

  test("needs every word, in whatever order", () => {
    expect(rankOf("connect open", ...sso)).toBe(0.5);
    expect(rankOf("connect webhook", ...sso)).toBe(0);
  });
});
