import { describe, expect, test } from "vitest";
import { type SetupConnection, type SetupFacts, setupProgress } from "./setup-progress";

const aConnection = (change: Partial<SetupConnection> = {}): SetupConnection => ({
  id: "conn_1",
  name: "Okta",
  configured: false,
  tested: false,
  status: "draft",
  ...change,
});
const facts = (change: Partial<SetupFacts> = {}): SetupFacts => ({
  verifiedDomains: [],
  connections: [],
  expected: 1,
  throughConnections: 0,
  hasDirectory: false,
  passwordsForEveryone: true,
  ...change,
});

describe("the set-up progress of a space", () => {
  test("an empty space begins with its domain", () => {
    expect(setupProgress(facts())).toMatchObject({ done: 0, next: "domain", connection: null });
  });

  test.each([
    [aConnection(), "connect"],
    [aConnection({ configured: true }), "test"],
    [aConnection({ configured: true, tested: true }), "activate"],
    [aConnection({ configured: true, tested: true, status: "disabled" }), "activate"],
    [aConnection({ configured: true, tested: true, status: "active" }), "people"],
  ] as const)("%o leads to %s", (connection, next) => {
    expect(setupProgress(facts({ verifiedDomains: ["acme.example"], connections: [connection] })).next).toBe(
      next,
    );
  });

  test("the most advanced connection counts", () => {
    const active = aConnection({ id: "conn_2", configured: true, tested: true, status: "active" });
    expect(setupProgress(facts({ connections: [aConnection(), active] })).connection).toEqual(active);
  });

  test("nothing is left if single sign-on is required and used", () => {
    const active = aConnection({ configured: true, tested: true, status: "active" });
    const all = facts({
      verifiedDomains: ["acme.example"],
      connections: [active],
      throughConnections: 3,
      passwordsForEveryone: false,
    });
    expect(setupProgress(all)).toMatchObject({ done: 6, next: null });
  });

  test("people are invited once half of those who can use it have done so", () => {
    const active = aConnection({ configured: true, tested: true, status: "active" });
    const used = (throughConnections: number, expected: number) =>
      setupProgress(facts({ connections: [active], throughConnections, expected })).steps.find(
        ({ step }) => step === "people",
      )?.done;
    expect([used(1, 3), used(2, 4), used(2, 3), used(0, 0), used(1, 1)]).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  test("a single step in the middle can be missing", () => {
    const active = aConnection({ configured: true, tested: true, status: "active" });
    const steps = setupProgress(facts({ connections: [active], throughConnections: 1 }));
    expect(steps).toMatchObject({ next: "domain", done: 4 });
  });
});
