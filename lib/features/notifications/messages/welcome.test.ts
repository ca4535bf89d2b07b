import { expect, test } from "vitest";
import { welcome } from "./welcome";

const body = (signInWith: readonly string[], hasPassword = false) =>
  welcome({
    space: { slug: "acme", name: "Acme" },
    person: { firstName: "Ann", hasPassword },
    signInWith,
    appUrl: "https://sso.example",
  }).body;

test("says which button to press if the space has single sign-on, and nothing of passwords", () => {
  expect(body(["Okta", "Entra ID"])).toContain(
    "Choose “Continue with Okta” or “Continue with Entra ID” there.",
  );
  expect(body(["Okta"])).not.toContain("password");
});

test("says how to create a password if there is nothing else, and only if there is none", () => {
  expect(body([])).toContain("https://sso.example/forgot-password");
  expect(body([], true)).not.toContain("password");
});
