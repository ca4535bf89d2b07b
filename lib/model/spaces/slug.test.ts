import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isReservedSlug } from "./reserved-slugs";
import { slugProblem } from "./slug";

describe("a space's slug", () => {
  test.each(["acme", "acme-east", "42", "a1", "a".repeat(40)])("accepts %j", (slug) => {
    expect(slugProblem(slug)).toBeNull();
  });

  test.each([
    ["", "malformed"],
    ["a", "too_short"],
    ["a".repeat(41), "too_long"],
    ["Acme", "malformed"],
    ["acme_east", "malformed"],
    ["-acme", "malformed"],
    ["acme-", "malformed"],
    ["acme--east", "malformed"],
    ["acme/east", "malformed"],
    ["acme.east", "malformed"],
    ["акме", "malformed"],
    ["login", "reserved"],
    ["LOGIN", "reserved"],
    ["api", "reserved"],
    ["_next", "reserved"],
    ["favicon.ico", "reserved"],
  ])("refuses %j as %s", (slug, problem) => {
    expect(slugProblem(slug)).toBe(problem);
  });

  test("reserves the first part of every address of this site", () => {
    const parts = readdirSync("app", { withFileTypes: true }).flatMap((entry) =>
      // A group in parentheses is not part of the address: its contents are.
      entry.isDirectory() && entry.name.startsWith("(")
        ? readdirSync(`app/${entry.name}`, { withFileTypes: true }).filter((inner) => inner.isDirectory())
        : entry.isDirectory()
          ? [entry]
          : [],
    );
    const names = parts.map((entry) => entry.name).filter((name) => !name.startsWith("["));
    expect(names.filter((name) => !isReservedSlug(name))).toEqual([]);
  });
});
