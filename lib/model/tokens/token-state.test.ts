import { describe, expect, test } from "vitest";
import { kindOfToken, shownPrefix, writeToken } from "./token-secret";
import { explainTokenEnd, tokenState } from "./token-state";

const now = new Date("2030-05-01T12:00:00Z");
const earlier = new Date("2030-04-01T12:00:00Z");
const later = new Date("2030-06-01T12:00:00Z");
const live = { endedAt: null, endedReason: null, endedDetail: null, expiresAt: null };

describe("the state of a token", () => {
  test("can have no expiry", () => {
    expect(tokenState(live, now)).toBe("live");
    expect(tokenState({ ...live, expiresAt: later }, now)).toBe("live");
    expect(explainTokenEnd(live, now)).toBeNull();
  });

  test("expires at its exact instant", () => {
    expect(tokenState({ ...live, expiresAt: now }, now)).toBe("expired");
    expect(explainTokenEnd({ ...live, expiresAt: earlier }, now)).toBe(
      "This token expired at 2030-04-01T12:00:00.000Z.",
    );
  });

  test("names the connection whose activation ended it", () => {
    const token = {
      ...live,
      endedAt: earlier,
      endedReason: "sso_activated" as const,
      endedDetail: "Acme Okta",
    };
    expect(explainTokenEnd(token, now)).toBe(
      "This token was ended by the activation of the single sign-on connection “Acme Okta” at 2030-04-01T12:00:00.000Z.",
    );
  });

  test("says expired if it had expired before something else ended it", () => {
    const token = { ...live, endedAt: now, endedReason: "revoked" as const, expiresAt: earlier };
    expect(tokenState(token, now)).toBe("expired");
    expect(tokenState({ ...token, expiresAt: later }, now)).toBe("revoked");
  });
});

describe("the form of a token", () => {
  const secret = "A".repeat(43);
  test("has a prefix for its kind", () => {
    expect(kindOfToken(writeToken("personal", secret))).toBe("personal");
    expect(kindOfToken(writeToken("integration", secret))).toBe("integration");
  });
  test("is refused with another prefix, length or character", () => {
    for (const text of [
      "",
      "ghp_",
      `ghx_${secret}`,
      `ghp_${secret}A`,
      `ghp_${"A".repeat(42)}`,
      `ghp_${"!".repeat(43)}`,
    ])
      expect(kindOfToken(text)).toBeNull();
  });
  test("shows six characters of the secret", () => {
    expect(shownPrefix(`ghp_${secret}`)).toBe("ghp_AAAAAA");
  });
});
