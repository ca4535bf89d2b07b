import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { allOperations } from "@/lib/server/api/openapi/all-operations";

const root = join(import.meta.dirname, "..");

/** The server actions below app/, each as its folder and its name. */
function actions(): string[] {
  const files = readdirSync(join(root, "app"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test."))
    .flatMap((file) => {
      const text = readFileSync(join(root, "app", file), "utf8");
      if (!text.startsWith('"use server"')) return [];
      const names = [...text.matchAll(/^export (?:const|async function) (\w+)/gm)];
      return names.map(([, name]) => `${dirname(file)} ${name}`);
    });
}

const rows = readFileSync(join(root, "docs/screens-and-api.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => {
    const [screen = "", action = "", operations = "", reason = ""] = line
      .split("|")
      .slice(1)
      .map((cell) => cell.trim());
    const plain = (text: string) => text.replaceAll("`", "");
    return { action: `${plain(screen)} ${plain(action)}`, operations: plain(operations), reason };
  });

test("every server action has one row, and every row is of an action", () => {
  expect(rows.length).toBeGreaterThan(100);
  expect(rows.map(({ action }) => action).toSorted()).toEqual(actions().toSorted());
});

test("every row names operations that exist, or says why there is none", () => {
  const known = new Set(allOperations.map(({ id }) => id));
  for (const { action, operations, reason } of rows) {
    expect((operations === "") !== (reason === ""), action).toBe(true);
    if (operations)
      for (const id of operations.split(", ")) expect(known.has(id), `${action}: ${id}`).toBe(true);
  }
});
