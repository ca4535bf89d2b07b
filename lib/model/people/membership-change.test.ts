import { describe, expect, test } from "vitest";
import { changeMembership, type MembershipChange, type MembershipFacts } from "./membership-change";
import type { Membership } from "./person";

const aMembership = (over: Partial<Membership> = {}): Membership => ({
  spaceId: "space_1",
  userId: "user_1",
  role: "admin",
  status: "active",
  licence: "admin",
  isItAdministrator: false,
  permissions: [],
  origin: "manual",
  vouchedFor: false,
  originConnectionId: null,
  roleSource: "manual",
  createdAt: new Date(0),
  lastSignInAt: null,
  ...over,
});
const decide = (over: Partial<Membership>, change: MembershipChange, facts: Partial<MembershipFacts> = {}) =>
  changeMembership(
    {
      membership: aMembership(over),
      otherAdministrators: 1,
      otherItAdministrators: 1,
      isFromOutside: false,
      seats: {},
      seatsInUse: { reader: 0, editor: 0, admin: 0 },
      ...facts,
    },
    change,
  );
const refuses = (reason: string) => ({ outcome: "refuse", reason });

describe("changing a membership by hand", () => {
  test("gives the new role and its licence, and records that a person decided", () => {
    const result = decide({ roleSource: "mapping" }, { role: "reader" });
    expect(result).toMatchObject({ next: { role: "reader", licence: "reader", roleSource: "manual" } });
  });

  test("deactivating frees the licence", () => {
    expect(decide({}, { status: "deactivated" })).toMatchObject({
      next: { status: "deactivated", licence: null },
    });
  });

  test("keeps the last administrator, by role and by status", () => {
    const last = { otherAdministrators: 0 };
    expect(decide({}, { role: "editor" }, last)).toEqual(refuses("last_administrator"));
    expect(decide({}, { status: "deactivated" }, last)).toEqual(refuses("last_administrator"));
    expect(decide({ role: "reader", licence: "reader" }, { status: "deactivated" }, last).outcome).toBe(
      "change",
    );
  });

  test("keeps the last IT administrator, by any change that would lose the mark", () => {
    const it = { isItAdministrator: true };
    const last = { otherItAdministrators: 0 };
    for (const change of [
      { isItAdministrator: false },
      { role: "reader" },
      { status: "deactivated" },
    ] as const)
      expect(decide(it, change, last)).toEqual(refuses("last_it_administrator"));
    expect(decide(it, { isItAdministrator: false })).toMatchObject({ next: { isItAdministrator: false } });
  });

  test("removes the mark from members who are no longer administrators", () => {
    expect(decide({ isItAdministrator: true }, { role: "editor" })).toMatchObject({
      next: { isItAdministrator: false },
    });
  });

  test("gives the mark to administrators only", () => {
    expect(decide({ role: "editor" }, { isItAdministrator: true })).toEqual(
      refuses("it_administrator_must_be_admin"),
    );
    expect(decide({ role: "editor" }, { role: "admin", isItAdministrator: true }).outcome).toBe("change");
  });

  test("gives a licence only while one is free", () => {
    const full = { seats: { editor: 2 }, seatsInUse: { reader: 0, editor: 2, admin: 0 } };
    expect(decide({}, { role: "editor" }, full)).toEqual(refuses("no_licence"));
    expect(
      decide({ status: "deactivated", licence: null, role: "editor" }, { status: "active" }, full),
    ).toEqual(refuses("no_licence"));
    expect(decide({ role: "editor", licence: "editor" }, { isItAdministrator: false }, full).outcome).toBe(
      "change",
    );
  });

  test("grants only grantable permissions", () => {
    expect(decide({ role: "reader" }, { permissions: ["manage_auth_integrations"] }).outcome).toBe("change");
    expect(decide({ role: "reader" }, { permissions: ["manage_people"] })).toEqual(
      refuses("permission_not_grantable"),
    );
  });
});
