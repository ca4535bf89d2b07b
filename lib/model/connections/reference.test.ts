import { expect, test } from "vitest";
import { isReference, qualifiedReference, readReference, referenceFor, referenceKey } from "./reference";

test("accepts letters, digits and _ . + - @", () => {
  for (const good of ["okta", "Okta.Staff", "a_b+c-d@e", "7"]) expect(isReference(good), good).toBe(true);
});
test("refuses blanks, slashes, an invalid beginning and more than 64 characters", () => {
  for (const bad of ["", " okta", "ok ta", "a/b", "-a", "é", "a".repeat(65)])
    expect(isReference(bad), bad).toBe(false);
});
test("proposes a valid reference for any name", () => {
  expect(referenceFor("Okta (staff)")).toBe("okta-staff");
  expect(referenceFor("Société Générale")).toBe("societe-generale");
  for (const odd of ["", "---", "日本", "x".repeat(200)])
    expect(isReference(referenceFor(odd)), odd).toBe(true);
});
test("with its owner's slug appended is not a reference, and is read as both", () => {
  const qualified = qualifiedReference("Okta.staff", "acme");
  expect(isReference(qualified)).toBe(false);
  expect(readReference(qualified)).toEqual({ reference: "Okta.staff", ownerSlug: "acme" });
  expect(readReference("okta")).toEqual({ reference: "okta", ownerSlug: null });
  for (const odd of ["~", "a~b~c", ""]) expect(isReference(readReference(odd).reference), odd).toBe(false);
});
test("compares case-insensitively", () => {
  expect(referenceKey("Okta")).toBe(referenceKey("oKTA"));
});
