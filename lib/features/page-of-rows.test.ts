import { expect, test } from "vitest";
import { pageOfRows } from "./page-of-rows";

const rows = ["Pear 10", "apple", "Pear 2", "fig"].map((name, at) => ({ name, at }));
const rules = {
  texts: ({ name }: { name: string }) => [name],
  keys: { name: (row: { name: string }) => row.name.toLowerCase(), at: (row: { at: number }) => row.at },
};
const names = (query: object) => pageOfRows(rows, query, rules).rows.map(({ name }) => name);

test("sorts by the first key unless another existing one is requested", () => {
  expect(names({})).toEqual(["apple", "fig", "Pear 2", "Pear 10"]);
  expect(names({ sort: "at", direction: "desc" })).toEqual(["fig", "Pear 2", "apple", "Pear 10"]);
  expect(names({ sort: "constructor" })).toEqual(["apple", "fig", "Pear 2", "Pear 10"]);
});

test("searches case-insensitively, and counts the results", () => {
  expect(pageOfRows(rows, { search: " PEAR ", pageSize: 1, page: 2 }, rules)).toEqual({
    rows: [rows[0]],
    total: 2,
    page: 2,
    pageSize: 1,
  });
});

test("a page past the end is the last one", () => {
  expect(pageOfRows(rows, { page: 9, pageSize: 3 }, rules)).toMatchObject({ page: 2, total: 4 });
  expect(pageOfRows<(typeof rows)[number]>([], { page: 9 }, rules)).toMatchObject({ page: 1, rows: [] });
});
