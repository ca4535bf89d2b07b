import { describe, expect, test } from "vitest";
import type { SessionSpace } from "./session";
import { admissionTo, provedPassword, sessionIdleLimit, sessionLifetime, sessionState } from "./session-life";

const start = new Date("2030-01-01T08:00:00Z");
const later = (ms: number) => new Date(start.getTime() + ms);
const row = { endedAt: null, expiresAt: later(sessionLifetime), lastSeenAt: start };

function admitted(over: Partial<SessionSpace> = {}): SessionSpace {
  return {
    spaceId: "space_a",
    way: "password",
    connectionId: null,
    providerSession: null,
    admittedAt: start,
    ...over,
  };
}

describe("a session", () => {
  test("is valid until it expires", () => {
    const seen = { ...row, lastSeenAt: later(sessionLifetime - 1000) };
    expect(sessionState(seen, later(sessionLifetime - 1))).toBe("live");
    expect(sessionState(seen, later(sessionLifetime))).toBe("expired");
  });

  test("is invalid when it was ended, or idle too long", () => {
    expect(sessionState({ ...row, endedAt: start }, start)).toBe("ended");
    expect(sessionState(row, later(sessionIdleLimit))).toBe("live");
    expect(sessionState(row, later(sessionIdleLimit + 1))).toBe("idle");
  });

  test("reaches the spaces that admitted it, each for the length of a session", () => {
    const session = { spaces: [admitted()] };
    expect(admissionTo(session, "space_a", later(1))).toEqual(admitted());
    expect(admissionTo(session, "space_b", later(1))).toBeNull();
    expect(admissionTo(session, "space_a", later(sessionLifetime))).toBeNull();
  });

  test("proves the password only if one was given", () => {
    const byConnection = admitted({ way: "connection", connectionId: "conn_a" });
    const both = { spaces: [byConnection, admitted({ spaceId: "space_b" })] };
    expect(provedPassword({ spaces: [byConnection] }, start)).toBe(false);
    expect(provedPassword(both, later(sessionLifetime - 1))).toBe(true);
    expect(provedPassword({ spaces: [] }, start)).toBe(true);
    // Carried over into a newer session, it proves the password no longer than it admits.
    expect(provedPassword(both, later(sessionLifetime))).toBe(false);
  });
});
