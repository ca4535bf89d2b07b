import { expect, test } from "vitest";
import { isSetupLinkId, setupLinkState, setupSessionEnd, setupStep } from "./setup-link-state";

const now = new Date("2026-05-01T12:00:00Z");
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

test("a link is open until it expires, to the second", () => {
  expect(setupLinkState({ revokedAt: null, expiresAt: later(1) }, now)).toBe("open");
  expect(setupLinkState({ revokedAt: null, expiresAt: now }, now)).toBe("expired");
});

test("a revoked link stays revoked after its expiry", () => {
  expect(setupLinkState({ revokedAt: now, expiresAt: later(1) }, now)).toBe("revoked");
  expect(setupLinkState({ revokedAt: now, expiresAt: later(-1) }, now)).toBe("revoked");
});

test("the session of a link lasts a working day, and never longer than the link", () => {
  expect(setupSessionEnd({ expiresAt: later(72) }, now)).toEqual(later(12));
  expect(setupSessionEnd({ expiresAt: later(2) }, now)).toEqual(later(2));
});

test("ids of setup links are distinguished from ids of people", () => {
  expect([isSetupLinkId("setup_1"), isSetupLinkId("user_1"), isSetupLinkId(null)]).toEqual([
    true,
    false,
    false,
  ]);
});

test("progress names the latest step", () => {
  const none = { openedAt: null, configuredAt: null, testedAt: null, doneAt: null };
  expect(setupStep(none)).toBe("none");
  expect(setupStep({ ...none, openedAt: now })).toBe("opened");
  expect(setupStep({ ...none, openedAt: now, configuredAt: now })).toBe("configured");
  expect(setupStep({ ...none, openedAt: now, testedAt: now })).toBe("tested");
  expect(setupStep({ ...none, doneAt: now })).toBe("done");
});
