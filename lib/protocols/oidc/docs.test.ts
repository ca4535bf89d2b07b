import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { oidcExplanations } from "@/lib/model/explanations/oidc";
import { oidcRefusals } from "@/lib/model/refusals/oidc";

// The formatter pads the tables with blanks.
const doc = readFileSync(join(import.meta.dirname, "../../../docs/oidc.md"), "utf8").replace(/ {2,}/g, " ");

function testsIn(folder: string): string {
  const path = join(import.meta.dirname, folder);
  return readdirSync(path)
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => `${file}\n${readFileSync(join(path, file), "utf8")}`)
    .join("\n");
}

test.each(oidcRefusals)("docs/oidc.md tells cause and remedy of %s as the application does", (code) => {
  const { cause, fix } = oidcExplanations[code];
  expect(doc).toContain(`| \`${code}\` | ${cause} | ${fix} |`);
});

test("every test that docs/oidc.md names for a row exists", () => {
  const tests = testsIn(".") + testsIn("../../infra/http-client");
  const section = doc.slice(
    doc.indexOf("## The threat list"),
    doc.indexOf("## The OpenID Foundation's plans"),
  );
  const rows = section.split("\n").filter((line) => /^\| (?!row|-)/.test(line));
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) {
    const cell = row.split(" | ")[1] ?? "";
    for (const name of cell.split(/; | › /)) {
      // A file, a group or a test; the value of a parameter stands in brackets behind it.
      const plain = name.replace(/^`(?:.*\/)?([^`]+)`$/, "$1").replace(/^(%s: %s) \(.*\)$/, "$1");
      expect(tests, `${name} of ${row}`).toContain(plain);
    }
  }
});

test("every module of the OpenID Foundation's two plans has its test", () => {
  const section = doc.slice(doc.indexOf("## The OpenID Foundation's plans"), doc.indexOf("## The codes"));
  const modules = [...section.matchAll(/`(oidcc-client-test[\w-]*)`/g)].map((match) => match[1] ?? "");
  expect(modules).toHaveLength(20);
  const tests = readFileSync(join(import.meta.dirname, "conformance.test.ts"), "utf8");
  for (const name of modules) expect(tests).toContain(`test("${name}: `);
});
