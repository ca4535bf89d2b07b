import { expect, test } from "vitest";
import { type ConnectionFacts, connectionState } from "./connection-health";

const now = new Date("2026-06-01T00:00:00Z");
const facts = (change: Partial<ConnectionFacts> = {}): ConnectionFacts => ({
  status: "active",
  tested: true,
  certificatesEnd: new Date("2030-01-01T00:00:00Z"),
  recent: [],
  ...change,
});
const refusedFor = (refusalCode: string) => ({ status: "refused", refusalCode });
const admitted = { status: "admitted", refusalCode: null };

test("a draft is tested once its version has passed", () => {
  expect(connectionState(facts({ status: "draft", tested: false }), now)).toBe("draft");
  expect(connectionState(facts({ status: "draft" }), now)).toBe("tested");
});

test("an active one without problems is active", () => {
  expect(connectionState(facts(), now)).toBe("active");
  expect(connectionState(facts({ certificatesEnd: null }), now)).toBe("active");
});

test("expires by the certificate that lasts longest", () => {
  expect(connectionState(facts({ certificatesEnd: new Date("2026-06-20T00:00:00Z") }), now)).toBe("expiring");
  expect(connectionState(facts({ certificatesEnd: new Date("2026-05-31T00:00:00Z") }), now)).toBe("expired");
});

test("fails after three refusals in a row that the person could not fix", () => {
  const wrong = refusedFor("audience_wrong");
  expect(connectionState(facts({ recent: [wrong, wrong, wrong] }), now)).toBe("failing");
  expect(connectionState(facts({ recent: [wrong, wrong] }), now)).toBe("active");
  expect(connectionState(facts({ recent: [wrong, admitted, wrong, wrong] }), now)).toBe("active");
});

test("three people who are refused for reasons of their own are no failure of the connection", () => {
  const three = ["audience_wrong", "status_not_success", "audience_wrong"].map(refusedFor);
  expect(connectionState(facts({ recent: three }), now)).toBe("active");
});

test("people's own mistakes are no failure of the connection", () => {
  const reload = refusedFor("attempt_used");
  expect(connectionState(facts({ recent: [reload, reload, reload] }), now)).toBe("active");
});

test("what an administrator has caused is no failure of the connection, and hides none", () => {
  const off = refusedFor("option_inactive");
  expect(connectionState(facts({ recent: [off, off, off] }), now)).toBe("active");
  const wrong = refusedFor("audience_wrong");
  expect(connectionState(facts({ recent: [off, wrong, off, wrong, wrong] }), now)).toBe("failing");
  // Nobody inside has decided this: the provider no longer sends the groups, for example.
  const noRole = refusedFor("role_missing");
  expect(connectionState(facts({ recent: [noRole, noRole, noRole] }), now)).toBe("failing");
});

test("unfinished attempts do not count", () => {
  const open = { status: "started", refusalCode: null };
  const wrong = refusedFor("assertion_expired");
  expect(connectionState(facts({ recent: [open, wrong, wrong, wrong] }), now)).toBe("failing");
});

test("a disabled one is disabled, whatever its sign-ins and certificates", () => {
  expect(connectionState(facts({ status: "disabled", certificatesEnd: new Date(0) }), now)).toBe("disabled");
});
