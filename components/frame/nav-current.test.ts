import { expect, test } from "vitest";
import { currentHref, type NavGroup } from "./nav-current";

const groups: NavGroup[] = [
  { label: "Space", items: [{ href: "/acme", label: "Home", exact: true }] },
  {
    label: "Security",
    items: [
      { href: "/acme/admin/security/sso", label: "Single sign-on" },
      { href: "/acme/admin/security/sso/guides", label: "Guides" },
    ],
  },
];

test("a page beneath an item belongs to it", () => {
  expect(currentHref(groups, "/acme/admin/security/sso/conn_1")).toBe("/acme/admin/security/sso");
});

test("the longest match wins", () => {
  expect(currentHref(groups, "/acme/admin/security/sso/guides/okta")).toBe("/acme/admin/security/sso/guides");
});

test("an exact item is current only at its own address", () => {
  expect(currentHref(groups, "/acme")).toBe("/acme");
  expect(currentHref(groups, "/acme/account")).toBeUndefined();
});

test("an address that only begins with the same letters does not match", () => {
  expect(currentHref(groups, "/acme/admin/security/ssomething")).toBeUndefined();
});
