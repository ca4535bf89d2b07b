import { expect, test } from "vitest";
import { type ListRules, listHref, readListQuery, toggledSort } from "./list-query";

const rules: ListRules = {
  sorts: ["name", "seen"],
  defaultSort: "-seen",
  filters: { role: ["admin", "reader"] },
};

test("reads search, filters, sort and page from the address", () => {
  expect(readListQuery({ q: " ann ", role: "admin", sort: "-name", page: "3" }, rules)).toEqual({
    q: "ann",
    filters: { role: "admin" },
    sort: { field: "name", descending: true },
    page: 3,
  });
});

test("falls back to the default for unknown values in the address", () => {
  const query = readListQuery({ role: "root", sort: "password", page: "-1", q: ["x", "y"] }, rules);
  expect(query).toEqual({ q: "x", filters: {}, sort: { field: "seen", descending: true }, page: 1 });
});

test.each(["0", "1.5", "abc", "1e99", ""])("page %j is page 1", (page) => {
  expect(readListQuery({ page }, rules).page).toBe(1);
});

test("an oversized search is cut", () => {
  expect(readListQuery({ q: "x".repeat(5000) }, rules).q).toHaveLength(200);
});

test("an address leads back to its query", () => {
  const query = readListQuery({ q: "a&b=c", role: "reader", sort: "name", page: "2" }, rules);
  const href = listHref("/acme/admin/users", query, { page: 4 });
  const params = Object.fromEntries(new URL(href, "http://localhost").searchParams);
  expect(readListQuery(params, rules)).toEqual({ ...query, page: 4 });
});

test("any change but the page returns to page 1", () => {
  const query = readListQuery({ page: "5" }, rules);
  expect(listHref("/x", query, { q: "ann" })).toBe("/x?q=ann&sort=-seen");
});

test("the same column again reverses the order", () => {
  const query = readListQuery({ sort: "name" }, rules);
  expect(toggledSort(query, "name")).toEqual({ field: "name", descending: true });
  expect(toggledSort(query, "seen")).toEqual({ field: "seen", descending: false });
});
