import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { meaningOf } from "./claim-meanings";

test("every claim that the documentation lists has a meaning, and a foreign one has none", () => {
  const text = readFileSync("docs/applications.md", "utf8");
  const table = text.slice(text.indexOf("## What an ID token says"), text.indexOf("## If it fails"));
  const rows = table.split("\n").filter((line) => line.startsWith("| `"));
  const claims = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ""),
  );
  expect(claims.length).toBeGreaterThan(20);
  expect(claims.filter((claim) => meaningOf(claim) === null)).toEqual([]);
  expect([meaningOf("constructor"), meaningOf("unknown")]).toEqual([null, null]);
});
