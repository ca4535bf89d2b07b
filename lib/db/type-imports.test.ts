import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !/testing/.test(name))
    .map((name) => join(folder, name));

/** Imports of the store or of a repository, except type-only ones. */
const valueImports = (text: string) =>
  (text.match(/^import [^;]*? from "@\/lib\/db\/[^"]*";/gm) ?? []).filter(
    (line) => !line.startsWith("import type "),
  );

test("code above the database imports types from it only", () => {
  const found = ["ports", "protocols", "features", "infra"]
    .flatMap((folder) => filesOf(join("lib", folder)))
    .flatMap((file) => valueImports(readFileSync(file, "utf8")).map((line) => `${file}: ${line}`));
  expect(found).toEqual([]);
});

test("a value import is detected, a type import is not", () => {
  const type = 'import type { Store } from "@/lib/db/store";';
  const value = 'import {\n  createStore,\n  type Store,\n} from "@/lib/db/store";';
  expect(valueImports(`import { a } from "b";\n${type}\n`)).toEqual([]);
  expect(valueImports(`import { a } from "b";\n${value}\n`)).toEqual([value]);
});
