import { expect, test } from "vitest";
import { directoryDetails } from "./directory-details";

test("says in words what was done to a directory", () => {
  expect(directoryDetails({ people: 12, access: "end", ended: 11 })).toEqual([
    { label: "People", value: "12" },
    { label: "Access of its people", value: "ended" },
    { label: "Lost access", value: "11" },
  ]);
});

test("shows changes with the old and the new value, and leaves out what is not there", () => {
  const changed = { name: { from: "Okta", to: "Okta EU" }, connectionId: { from: null, to: "conn_1" } };
  expect(directoryDetails({ changed, expiresAt: null, unheardOf: [1] })).toEqual([
    { label: "Name", value: "Okta → Okta EU" },
    { label: "Connection for roles", value: "nothing → conn_1" },
    { label: "unheardOf", value: "[1]" },
  ]);
});
