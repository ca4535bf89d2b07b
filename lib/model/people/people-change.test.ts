import { describe, expect, test } from "vitest";
import { type ChosenMember, decidePeopleChange, type PeopleChangeFacts } from "./people-change";
import type { Membership } from "./person";

const aMembership = (userId: string, change: Partial<Membership> = {}): Membership => ({
  spaceId: "space_1",
  userId,
  role: "reader",
  status: "active",
  licence: "reader",
  isItAdministrator: false,
  permissions: [],
  origin: "manual",
  vouchedFor: false,
  originConnectionId: null,
  roleSource: "manual",
  createdAt: new Date(0),
  lastSignInAt: new Date(0),
  ...change,
});
const chosen = (membership: Membership, change: Partial<ChosenMember> = {}): ChosenMember => ({
  membership,
  isFromOutside: false,
  isInTeam: false,
  ...change,
});
const facts = (change: Partial<PeopleChangeFacts> = {}): PeopleChangeFacts => ({
  ownUserId: "me",
  ownRole: "admin",
  administrators: 2,
  seats: {},
  seatsInUse: { reader: 0, editor: 0, admin: 2 },
  ...change,
});
const outcomes = (...args: Parameters<typeof decidePeopleChange>) =>
  decidePeopleChange(...args).map((one) => (one.outcome === "change" ? "changed" : one.reason));

const admin = { role: "admin", licence: "admin" } as const;

describe("a change to many members", () => {
  test("deactivates readers, but not oneself, IT administrators, or people who wait", () => {
    const people = [
      chosen(aMembership("ann")),
      chosen(aMembership("me", admin)),
      chosen(aMembership("it", { ...admin, isItAdministrator: true })),
      chosen(aMembership("waiting", { status: "pending", licence: null })),
      chosen(aMembership("gone", { status: "deactivated", licence: null })),
    ];
    expect(outcomes({ kind: "deactivate" }, people, facts())).toEqual([
      "changed",
      "yourself",
      "it_administrator",
      "waiting",
      "already",
    ]);
  });

  test("ends the access of members, but not one's own, an IT administrator's or a superior's", () => {
    const people = [
      chosen(aMembership("ann")),
      chosen(aMembership("me", admin)),
      chosen(aMembership("it", { ...admin, isItAdministrator: true })),
      chosen(aMembership("gone", { status: "deactivated", licence: null })),
    ];
    expect(outcomes({ kind: "end_access" }, people, facts())).toEqual([
      "changed",
      "yourself",
      "it_administrator",
      "deactivated",
    ]);
    const editor = facts({ ownRole: "editor", ownUserId: null });
    expect(outcomes({ kind: "end_access" }, people.slice(0, 2), editor)).toEqual([
      "changed",
      "role_above_own",
    ]);
  });

  test("leaves the last administrator, whoever is taken first", () => {
    const people = ["a", "b"].map((id) => chosen(aMembership(id, admin)));
    const program = facts({ ownUserId: null });
    expect(outcomes({ kind: "deactivate" }, people, program)).toEqual(["changed", "last_administrator"]);
    expect(outcomes({ kind: "role", role: "reader" }, people, program)).toEqual([
      "changed",
      "last_administrator",
    ]);
    expect(outcomes({ kind: "deactivate" }, people, { ...program, administrators: 3 })).toEqual([
      "changed",
      "changed",
    ]);
  });

  test("gives licences in order while there are any", () => {
    const people = ["a", "b", "c"].map((id) => chosen(aMembership(id)));
    const seats = { seats: { editor: 2 }, seatsInUse: { reader: 3, editor: 0, admin: 2 } };
    expect(outcomes({ kind: "role", role: "editor" }, people, facts(seats))).toEqual([
      "changed",
      "changed",
      "no_licence",
    ]);
  });

  test("takes back the licence that a change frees", () => {
    const people = [
      chosen(aMembership("a", { status: "deactivated", licence: null, role: "editor" })),
      chosen(aMembership("b")),
    ];
    const [first] = decidePeopleChange({ kind: "reactivate" }, people, facts());
    expect(first).toMatchObject({ outcome: "change", next: { status: "active", licence: "editor" } });
  });

  test("gives nobody more than the caller has", () => {
    const people = [chosen(aMembership("ann"))];
    expect(outcomes({ kind: "role", role: "admin" }, people, facts({ ownRole: "editor" }))).toEqual([
      "role_above_own",
    ]);
    expect(outcomes({ kind: "role", role: "editor" }, people, facts({ ownRole: "editor" }))).toEqual([
      "changed",
    ]);
  });

  test("invites again only those who have not signed in", () => {
    const people = [
      chosen(aMembership("invited", { status: "invited", lastSignInAt: null })),
      chosen(aMembership("never", { lastSignInAt: null })),
      chosen(aMembership("often")),
    ];
    expect(outcomes({ kind: "invitation" }, people, facts())).toEqual([
      "changed",
      "changed",
      "has_signed_in",
    ]);
  });

  test("an invitation that was withdrawn is an invitation again", () => {
    const withdrawn = aMembership("a", { status: "deactivated", licence: null, lastSignInAt: null });
    const [outside] = decidePeopleChange(
      { kind: "reactivate" },
      [chosen(withdrawn, { isFromOutside: true })],
      facts(),
    );
    expect(outside).toMatchObject({ outcome: "change", next: { status: "invited" } });
  });

  test("puts into a team everyone who has access and is not in it", () => {
    const people = [
      chosen(aMembership("a")),
      chosen(aMembership("b"), { isInTeam: true }),
      chosen(aMembership("c", { status: "deactivated", licence: null })),
      chosen(aMembership("it", { ...admin, isItAdministrator: true })),
    ];
    expect(outcomes({ kind: "team", teamId: "team_1" }, people, facts())).toEqual([
      "changed",
      "already",
      "deactivated",
      "changed",
    ]);
  });
});
