import { type CsvRecord, looksLikeFormula, parseCsv } from "@/lib/model/text/csv";
import { oneLine } from "@/lib/model/text/one-line";
import { normaliseEmail } from "./email-address";
import { looksLikeAddress } from "./person-name";
import { type Role, roles } from "./roles";

/** One person in a file. */
export interface PersonRow {
  line: number;
  /** Normalised. */
  email: string;
  firstName: string;
  lastName: string;
  /** `null`: absent from the file. */
  role: Role | null;
  teams: string[];
}

/** A problem or oddity of one row. */
export interface RowNote {
  line: number;
  email: string | null;
  message: string;
}

export type PeopleFile =
  | { ok: true; rows: PersonRow[]; errors: RowNote[]; flags: RowNote[] }
  | { ok: false; message: string };

/** The most people in one import; bounds the work of one request. */
export const mostRows = 20_000;

/** The columns that matter are among the first ones; a line of a million commas is no table. */
const mostColumns = 200;

type Column = "email" | "firstName" | "lastName" | "name" | "role" | "team";

const headers: Record<Column, readonly string[]> = {
  email: ["email", "emailaddress", "mail", "address", "username", "userprincipalname", "login"],
  firstName: ["firstname", "givenname", "first", "forename"],
  lastName: ["lastname", "surname", "familyname", "last"],
  name: ["name", "fullname", "displayname"],
  role: ["role", "access", "profile"],
  team: ["team", "teams", "group", "groups", "department"],
};

const roleNames: Record<string, Role> = {
  reader: "reader",
  read: "reader",
  readonly: "reader",
  viewer: "reader",
  user: "reader",
  member: "reader",
  editor: "editor",
  edit: "editor",
  contributor: "editor",
  admin: "admin",
  administrator: "admin",
  clientspaceadministrator: "admin",
};

const squeezed = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/**
 * Reads a file of people. The first row names the columns, in any order and usual spelling; without such a row each
 * row begins with the address. Every bad row is reported with its line and does not stop the others. Cells that a
 * spreadsheet would run as a formula are kept as text and reported. Pure.
 */
export function readPeopleFile(text: string): PeopleFile {
  const csv = parseCsv(text);
  if (!csv.ok) return { ok: false, message: problems[csv.problem](csv.line) };
  const [first, ...rest] = csv.records;
  if (!first) return { ok: false, message: "The file is empty. It needs a row for each person." };
  const columns = columnsOf(first.cells);
  const records = columns ? rest : csv.records;
  if (!columns && normaliseEmail(first.cells[0] ?? "") === null) {
    return {
      ok: false,
      message: `No column holds email addresses. Name the columns in the first row, for example “email,first name,last name,role,team”. The first row reads “${first.cells.join(", ").slice(0, 120)}”.`,
    };
  }
  if (records.length === 0) return { ok: false, message: "The file has column names but no people." };
  if (records.length > mostRows) {
    return {
      ok: false,
      message: `The file has ${records.length.toLocaleString("en")} rows, and ${mostRows.toLocaleString("en")} can be imported at once. Divide it.`,
    };
  }
  return readRows(records, columns ?? ["email", "firstName", "lastName", "role", "team"]);
}

const problems = {
  quote_left_open: (line: number) =>
    `A quotation mark opens in line ${line} and never closes, so the rows after it cannot be separated. Close it, or write two for a mark that belongs to the text.`,
  text_after_quote: (line: number) =>
    `In line ${line} text follows a closing quotation mark. Put the whole cell between quotation marks, and write two for a mark that belongs to the text.`,
};

/** The columns by index; `null` if the row does not name an address column. */
function columnsOf(cells: readonly string[]): (Column | null)[] | null {
  const spellings = Object.entries(headers) as [Column, readonly string[]][];
  const taken = new Set<Column>();
  const columns = cells.slice(0, mostColumns).map((cell) => {
    const name = squeezed(cell);
    const column = spellings.find(([one, names]) => !taken.has(one) && names.includes(name))?.[0] ?? null;
    if (column) taken.add(column);
    return column;
  });
  return taken.has("email") ? columns : null;
}

function readRows(records: readonly CsvRecord[], columns: readonly (Column | null)[]): PeopleFile {
  const rows: PersonRow[] = [];
  const errors: RowNote[] = [];
  const flags: RowNote[] = [];
  const seen = new Map<string, number>();
  const places = new Map(columns.map((column, index) => [column, index]));
  const roleOf = knownRoles();
  for (const { line, cells } of records) {
    const cell = (column: Column) => (cells[places.get(column) ?? -1] ?? "").trim();
    const email = normaliseEmail(cell("email"));
    const role = roleOf(cell("role"));
    const earlier = email === null ? undefined : seen.get(email);
    const teams = cell("team")
      .split(/[|;]/)
      .map((name) => oneLine(name, 80))
      .filter((name) => name !== "");
    const { firstName, lastName } = namesOf(cell);
    const problem =
      email === null
        ? cell("email") === ""
          ? "No email address."
          : `“${cell("email").slice(0, 80)}” is not one email address.`
        : earlier !== undefined
          ? `The same address is already in line ${earlier}; that line is used.`
          : cell("role") !== "" && role === null
            ? `“${cell("role").slice(0, 60)}” is not a role. Write ${roles.join(", ")}, or leave it empty.`
            : teams.length > 20
              ? "More than 20 teams for one person."
              : [firstName, lastName].some(looksLikeAddress)
                ? "The name looks like a link or an address. Enter only the name."
                : null;
    if (email === null || problem !== null) {
      errors.push({ line, email, message: problem ?? "No email address." });
      continue;
    }
    seen.set(email, line);
    const formula = cells.find((text, index) => columns[index] && looksLikeFormula(text));
    if (formula !== undefined) {
      const shown = formula.slice(0, 60);
      flags.push({ line, email, message: `“${shown}” looks like a formula; it is kept as text.` });
    }
    rows.push({ line, email, firstName, lastName, role, teams: [...new Set(teams)] });
  }
  return { ok: true, rows, errors, flags };
}

/** Role by what a cell says. A file says few different things, in thousands of rows. */
function knownRoles(): (text: string) => Role | null {
  const known = new Map<string, Role | null>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const role = roleNames[squeezed(text)] ?? null;
    if (known.size < 100) known.set(text, role);
    return role;
  };
}

/** First and last name, each one line; a single column with both is divided at its first blank, or at a comma. */
function namesOf(cell: (column: Column) => string): { firstName: string; lastName: string } {
  const [firstName, lastName] = [oneLine(cell("firstName"), 100), oneLine(cell("lastName"), 100)];
  const whole = oneLine(cell("name"), 200);
  if (firstName || lastName || !whole) return { firstName, lastName };
  const [before = "", after] = whole.split(/,\s*/, 2);
  if (after !== undefined) return { firstName: after.slice(0, 100), lastName: before.slice(0, 100) };
  const blank = whole.indexOf(" ");
  if (blank < 0) return { firstName: whole.slice(0, 100), lastName: "" };
  return { firstName: whole.slice(0, blank).slice(0, 100), lastName: whole.slice(blank + 1).slice(0, 100) };
}
