import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const folders = ["app", "bench", "components", "docs", "drizzle", "e2e", "lib", "scripts", "server"];
const files = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  ),
];

/** Documents whose tables name the test that proves each row, with the least number of such rows. */
const proofs = [
  ["docs/manual-000.md", 20],
  ["docs/manual-001.md", 20],
  ["docs/manual-002.md", 20],
  ["docs/manual-003.md", 40],
  ["docs/manual-004.md", 20],
  ["docs/saml.md", 25],
  ["docs/oidc.md", 40],
  ["docs/oauth2.md", 15],
] as const;

const isTestFile = (name: string) => /\.(?:test|spec)\.tsx?$/.test(name);
const hasTests = (source: string) => /\b(?:test|it)(?:\.\w+)*(?:\(|`)/.test(source);

/** The cells of the column "proved by", in every table that has one. */
function provedBy(text: string): { row: string; cell: string }[] {
  const found: { row: string; cell: string }[] = [];
  let column = -1;
  for (const row of text.split("\n")) {
    const cells = row.startsWith("|") ? row.replace(/^\||\|$/g, "").split(/(?<!\\)\|/) : [];
    if (cells.length === 0) column = -1;
    else if (column < 0) column = cells.findIndex((cell) => /^\s*proved by\s*$/i.test(cell));
    else if (!/^\s*:?-+/.test(cells[column] ?? "")) found.push({ row, cell: cells[column] ?? "" });
  }
  return found;
}

describe("a table of proofs", () => {
  test.each(proofs)("%s names a test file in every row, and each contains tests", (document, least) => {
    const rows = provedBy(read(document));
    expect(rows.length).toBeGreaterThanOrEqual(least);
    for (const { row, cell } of rows) {
      const named = [...cell.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file);
      expect(named, row).not.toEqual([]);
      for (const file of named) {
        expect(isTestFile(file), `${file} of ${row}`).toBe(true);
        expect(existsSync(join(root, file)), `${file} of ${row}`).toBe(true);
        expect(hasTests(read(file)), `${file} contains no test`).toBe(true);
      }
    }
  });

  test("reads rows and cells, and recognises test files", () => {
    const table =
      "| what | Proved by |\n| --- | --- |\n| a | `x.test.ts` |\n| b | – |\n\n| other |\n| --- |\n| c |";
    expect(provedBy(table).map(({ cell }) => cell.trim())).toEqual(["`x.test.ts`", "–"]);
    expect(hasTests('test.each([1])("%s", () => {})')).toBe(true);
    expect(hasTests("export const latest = () => 1;")).toBe(false);
  });
});

/** The anchor that a heading gets on GitHub. */
function anchorOf(heading: string): string {
  return heading
    .replace(/`/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
}

const anchorsOf = (path: string) =>
  new Set([...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading)));

describe("a link", () => {
  const documents = files.filter((path) => path.endsWith(".md"));

  test.each(documents)("of %s leads to a file, and to a heading of it", (document) => {
    for (const [, address = ""] of read(document).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(address)) continue;
      const [file = "", anchor] = address.split("#");
      const path = file === "" ? document : join(dirname(document), file);
      expect(existsSync(join(root, path)), `${address} in ${document}`).toBe(true);
      if (anchor) expect(anchorsOf(path), `${address} in ${document}`).toContain(anchor);
    }
  });

  test("of a comment to the model leads to one of its headings", () => {
    const sources = files.filter((path) => /\.(?:tsx?|mjs|js)$/.test(path));
    const links = sources.flatMap((path) =>
      [...read(path).matchAll(/docs\/model\.md#([a-z0-9-]+)/g)].map(([, anchor = ""]) => ({ path, anchor })),
    );
    expect(links.length).toBeGreaterThan(30);
    const anchors = anchorsOf("docs/model.md");
    for (const { path, anchor } of links) expect(anchors, `${path}: #${anchor}`).toContain(anchor);
  });
});

/** Source files and folders that the commands of a text run or test: `vitest run x`, `tsx x`, `node x`. */
function filesOfCommands(text: string): string[] {
  const commands = text.matchAll(/\b(?:vitest run|tsx|node)((?: [\w./[\]-]+)+)/g);
  return [...commands].flatMap(([, words = ""]) =>
    words.split(" ").filter((word) => word.includes("/") && !word.startsWith(".")),
  );
}

describe("a command", () => {
  const documents = files.filter((path) => path.endsWith(".md") && !path.startsWith("examples"));

  test("of a document names files that exist", () => {
    const named = documents.flatMap((path) => filesOfCommands(read(path)).map((file) => ({ path, file })));
    expect(named.length).toBeGreaterThan(10);
    for (const { path, file } of named) expect(existsSync(join(root, file)), `${file} of ${path}`).toBe(true);
  });

  test("is found with all its files", () => {
    expect(
      filesOfCommands("`npx vitest run lib/db lib/features`, `npx tsx e2e/idp/main.ts --port 1`"),
    ).toEqual(["lib/db", "lib/features", "e2e/idp/main.ts"]);
    expect(filesOfCommands("`npm run demo` is run by node and npm")).toEqual([]);
  });
});

describe("the index of decisions", () => {
  const decisions = files.filter((path) => /^docs\/decisions\/\d{4}-/.test(path));
  const index = read("docs/decisions/README.md");

  test.each(decisions)("has %s with its title, date and status", (file) => {
    const text = read(file);
    const title = /^# (\d+)\. (.+)$/m.exec(text);
    const date = /^- Date: (\d{4}-\d{2}-\d{2})$/m.exec(text)?.[1];
    const status = /^- Status: (accepted|superseded by \d+)$/m.exec(text)?.[1];
    expect([title?.[1], date, status]).not.toContain(undefined);
    const name = file.replace("docs/decisions/", "");
    expect(index).toContain(`| [${title?.[1]}](${name}) | ${title?.[2]} | ${date} | ${status} |`);
  });
});
