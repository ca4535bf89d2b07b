import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { oidcExplanations } from "@/lib/model/explanations/oidc";
import { oidcRefusals } from "@/lib/model/refusals/oidc";

// The formatter pads the tables with blanks.
const doc = readFileSync(join(import.meta.dirname, "../../../docs/oidc.md"), "utf8").replace(/ {2,}/g, " ");

test.each(oidcRefusals)("docs/oidc.md has the same cause and remedy of %s as the application", (code) => {
  const { cause, fix } = oidcExplanations[code];
  expect(doc).toContain(`| \`${code}\` | ${cause} | ${fix} |`);
});

test("every module of the OpenID Foundation's two plans has its test", () => {
  const section = doc.slice(doc.indexOf("## The OpenID Foundation's plans"), doc.indexOf("## The codes"));
  const modules = [...section.matchAll(/`(oidcc-client-test[\w-]*)`/g)].map((match) => match[1] ?? "");
  expect(modules).toHaveLength(20);
  const tests = readFileSync(join(import.meta.dirname, "conformance.test.ts"), "utf8");
  for (const name of modules) expect(tests).toContain(`test("${name}: `);
});
