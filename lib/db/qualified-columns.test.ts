import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join("lib", "db", "repositories");

/** Columns of the schema that stand bare in a template, after a `select`. */
function bareColumns(text: string): string[] {
  const imports = [...text.matchAll(/import \{([^}]*)\} from "@\/drizzle\/schema/g)];
  const tables = new Set(imports.flatMap(([, names]) => names?.match(/\w+/g) ?? []));
  return [...text.matchAll(/\$\{(\w+)\.\w+\}/g)]
    .filter(({ 1: table, index }) => {
      const before = text.slice(text.lastIndexOf("`", index), index);
      return tables.has(table ?? "") && /\bselect\b/i.test(before);
    })
    .map(([hole]) => hole);
}

test("a subquery written by hand names the table of every column", () => {
  const files = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  expect(files.length).toBeGreaterThan(40);
  const found = files.flatMap((name) =>
    bareColumns(readFileSync(join(folder, name), "utf8")).map((column) => `${name}: ${column}`),
  );
  expect(found).toEqual([]);
});

test("a bare column in a subquery is detected; a qualified one, one outside and a value are not", () => {
  const hole = (expression: string) => ["$", "{", expression, "}"].join("");
  const file = (template: string) =>
    bareColumns(`import { teams } from "@/drizzle/schema/teams";\nsql\`${template}\``);
  expect(file(`(select 1 from x where x.id = ${hole("teams.id")})`)).toEqual([hole("teams.id")]);
  expect(file(`(select 1 from x where x.id = ${hole("qualified(teams.id)")})`)).toEqual([]);
  expect(file(`${hole("teams.id")} in (select 1)`)).toEqual([]);
  expect(file(`(select 1 where ${hole("open.id")} = 1)`)).toEqual([]);
});
