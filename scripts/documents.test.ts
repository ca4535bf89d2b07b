import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const manuals = ["docs/manual-001.md", "docs/manual-002.md", "docs/manual-003.md", "docs/manual-004.md"];
const named = /`((?:lib|app|components|e2e|scripts|drizzle)\/[^`]+\.(?:test|spec)\.tsx?)`(?: "([^"]+)")?/g;

test.each(manuals)("%s names tests that exist, in every row", (manual) => {
  const text = readFileSync(join(root, manual), "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("| ") && !/^\| (---|What )/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) {
    const tests = [...row.matchAll(named)];
    expect(tests.length > 0 || row.includes("*to be named*"), row).toBe(true);
    for (const [, file = "", name] of tests) {
      expect(existsSync(join(root, file)), file).toBe(true);
      if (name !== undefined)
        expect(readFileSync(join(root, file), "utf8"), `${file}: ${name}`).toContain(name);
    }
  }
});
