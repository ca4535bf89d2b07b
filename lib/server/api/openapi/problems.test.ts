import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { operations } from "../operations";
import { problemDocs } from "./problems";

const root = join(import.meta.dirname, "../../../..");
const documented = new Set(problemDocs.map(({ code }) => code));

/** Refusals of screens in the same files as those of programs. */
const screensOnly = new Set([
  // Personal tokens are created on the account page, and one's own address is changed with one's own password.
  "not_a_member",
  "current_password_wrong",
  "first_password_by_mail",
  "sign_in_refused",
  "too_many_tries",
  // Forms and leases of browsers.
  "lease_lost",
  "lease_needs_person",
  "renew_only",
  // Selections in lists; a program names the people itself, and at least one of them.
  "nobody_chosen",
  "too_many_people",
]);

/** The files of features and routes that the API's routes reach. */
function reached(): string[] {
  const api = join(root, "app/api/v1");
  const queue = readdirSync(api, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("route.ts"))
    .map((file) => join(api, file));
  const seen = new Set<string>();
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const [, from = ""] of readFileSync(file, "utf8").matchAll(/from "([^"]+)"/g)) {
      const base = from.startsWith("@/") ? join(root, from.slice(2)) : join(dirname(file), from);
      const target = [`${base}.ts`, `${base}/index.ts`].find(existsSync);
      if (/\/lib\/(features|server)\//.test(base) && target) queue.push(target);
    }
  }
  return [...seen];
}

test("every code that the API's use cases can refuse with is documented", () => {
  const used = new Set<string>();
  for (const file of reached()) {
    if (file.includes("/openapi/")) continue;
    const text = readFileSync(file, "utf8");
    for (const [, code = ""] of text.matchAll(/refused\(\s*"\w+",\s*"(\w+)"/g)) used.add(code);
    for (const [, code = ""] of text.matchAll(/\bkind: "\w+",\s*code: "(\w+)"/g)) used.add(code);
    for (const [, code = ""] of text.matchAll(/\bcode: "(\w+)",\s*message/g)) used.add(code);
  }
  expect(used.size).toBeGreaterThan(60);
  expect([...used].filter((code) => !documented.has(code) && !screensOnly.has(code)).toSorted()).toEqual([]);
});

test("every problem that an operation names is explained", () => {
  const named = operations.flatMap(({ problems = [] }) => problems);
  expect(named.filter((code) => !documented.has(code))).toEqual([]);
});
