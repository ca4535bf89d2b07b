import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseSync } from "@swc/core";

// The same everywhere: without it, a Java or native program is used if there is one.
process.env.RECHECK_BACKEND = "pure";

interface Found {
  where: string;
  pattern: string;
  flags: string;
}

/** Regular expressions that are built at run time: each from our own text alone. */
const madeOfOurOwn = new Set([
  "lib/model/text/csv.ts",
  "lib/protocols/providers/fix-for-provider.ts",
  "lib/protocols/saml/authn-request.ts",
  "lib/server/api/api-methods.ts",
  "lib/server/http/sso-server.ts",
]);

/** The input of these was cut to a few thousand characters before, wherever it came from. */
const cutBefore: readonly [file: string, beginning: string][] = [
  ["lib/infra/log/redact.ts", ""],
  ["lib/protocols/saml/read-message.ts", "^<\\?xml"],
];
const isCutBefore = (file: string, pattern: string) =>
  cutBefore.some(([cut, beginning]) => file === cut && pattern.startsWith(beginning));

/** Bounded by its number of tries, never by the clock, and from one seed: a busy machine must not change the verdict. */
const sameEverywhere = {
  randomSeed: 1,
  timeout: null,
  seedingTimeout: null,
  incubationTimeout: null,
  attackTimeout: null,
} as const;

/**
 * Refuses regular expressions of the product whose time may exceed the length of their text: one request with the
 * worst text would stop everybody. Tests and simulators are exempt: their input is ours.
 */
async function main(): Promise<void> {
  const { found, dynamic } = expressions(productFiles());
  const { checkSync } = await import("recheck");
  const wrong = dynamic.filter((file) => !madeOfOurOwn.has(file)).map((file) => `${file}: new RegExp`);
  const looked = new Set<string>();
  for (const { where, pattern, flags } of found) {
    const whole = `/${pattern}/${flags}`;
    if (looked.has(whole) || isCutBefore(where, pattern) || isBounded(pattern)) continue;
    looked.add(whole);
    const result = checkSync(pattern, flags, sameEverywhere);
    if (result.status === "safe") continue;
    const why = result.status === "vulnerable" ? result.complexity.summary : "cannot be judged";
    wrong.push(`${where}: ${whole} ${why}`);
  }
  console.log(`${found.length} regular expressions, ${looked.size} of them analysed.`);
  if (wrong.length === 0) return;
  console.error(`These may take the square of their text's length or more:\n${wrong.join("\n")}`);
  console.error(
    "Let each part end before the next can begin, or scan the text (lib/model/text/text-scan.ts).",
  );
  process.exitCode = 1;
}

function productFiles(): string[] {
  const places = ["lib", "app", "components", "scripts/cli", "proxy.ts", "instrumentation*.ts"];
  const { stdout } = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", ...places], {
    encoding: "utf8",
  });
  return stdout.split("\n").filter((file) => /\.tsx?$/.test(file) && !/\.test\.|\/testing\//.test(file));
}

function expressions(files: readonly string[]): { found: Found[]; dynamic: string[] } {
  const found: Found[] = [];
  const dynamic: string[] = [];
  for (const file of files) {
    const source = readFileSync(file, "utf8");
    if (!source.includes("/") && !source.includes("RegExp")) continue;
    visit(parseSync(source, { syntax: "typescript", tsx: file.endsWith("x") }), (node) => {
      if (node.type === "RegExpLiteral")
        found.push({ where: file, pattern: String(node.pattern), flags: String(node.flags) });
      const callee: unknown =
        node.type === "NewExpression" || node.type === "CallExpression" ? node.callee : null;
      if (isNode(callee) && callee.value === "RegExp") dynamic.push(file);
    });
  }
  return { found, dynamic };
}

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, look);
  else if (isNode(value)) {
    look(value);
    for (const one of Object.values(value)) visit(one, look);
  }
}

/** Whether it checks a bounded number of characters from each place: then there is nothing to analyse. */
function isBounded(pattern: string): boolean {
  const bare = pattern.replace(/\\./g, "e").replace(/\[[^\]]*\]/g, "c");
  if (/[*+]|\{\d+,\}/.test(bare)) return false;
  const counts = [...bare.matchAll(/\{(?:\d+,)?(\d+)\}/g)].map(([, most]) => Number(most));
  // From the beginning only, with one count: each character is checked once or twice.
  if (/^\^[^|]*$/.test(bare) && counts.filter((count) => count > 1).length <= 1) return true;
  return counts.reduce((product, count) => product * Math.max(count, 1), 1) <= 1_000;
}

await main();
