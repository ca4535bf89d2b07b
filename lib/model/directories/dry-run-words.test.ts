import { expect, test } from "vitest";
import { feedReasons } from "./directory";
import { countIn, nobodyCounted } from "./dry-run-numbers";
import { type DryRunPerson, tellDryRun } from "./dry-run-words";

const person = (change: Partial<DryRunPerson> = {}): DryRunPerson => ({
  active: true,
  outcome: "matched",
  reason: null,
  standing: "nothing",
  role: null,
  roleBefore: null,
  waits: false,
  ...change,
});
const says = (change: Partial<DryRunPerson>) => tellDryRun(person(change)).says;

test("says who joins, waits, comes back, leaves and changes", () => {
  expect(says({ outcome: "new", standing: "join", role: "reader" })).toBe("Joins as Reader");
  expect(says({ outcome: "new", standing: "join", role: "editor", waits: true })).toBe(
    "Waits for your approval, then Editor",
  );
  expect(says({ standing: "return", role: "admin" })).toBe("Gets access again, as Administrator");
  expect(says({ standing: "leave", active: false })).toMatch(/^Loses access/);
  expect(says({ standing: "change", role: "editor", roleBefore: "reader" })).toBe(
    "Becomes Editor, was Reader",
  );
  expect(says({ standing: "change", role: "editor", roleBefore: "editor" })).toBe("Stays Editor");
  expect(says({ standing: "nothing" })).toBe("Stays as they are");
  expect(says({ standing: "nothing", active: false })).toMatch(/^Has no access, and gets none/);
});

test("explains every reason, with what to do", () => {
  for (const reason of feedReasons) {
    const { kind, says: cause, fix } = tellDryRun(person({ reason, standing: "refuse" }));
    expect(kind).toBe("problem");
    expect(cause).toMatch(/^[A-Z].*\.$/s);
    expect(fix).toMatch(/^[A-Z].*\.$/s);
  }
});

test("counts people by what happens to them", () => {
  const numbers = nobodyCounted();
  countIn(numbers, [
    person({ outcome: "new", standing: "join", role: "reader" }),
    person({ outcome: "new", standing: "join", role: "editor", waits: true }),
    person({ reason: "ambiguous", outcome: "ambiguous", standing: null }),
  ]);
  countIn(numbers, [
    person({ standing: "leave", active: false }),
    person({ standing: "refuse", reason: "no_licence", role: "editor" }),
    person(),
  ]);
  expect(numbers).toEqual({
    people: 6,
    outcomes: { matched: 3, new: 2, conflicting: 0, ambiguous: 1 },
    kinds: { problem: 2, leaves: 1, joins: 1, waits: 1, returns: 0, changes: 0, stays: 1 },
    leaving: 1,
    needed: { reader: 1, editor: 2, admin: 0 },
  });
});
