import { feedReasonExplanations } from "@/lib/model/directories/feed-reasons";
import type { MatchedBy, ReviewedRow } from "@/lib/model/directories/review";
import type { Role } from "@/lib/model/people/roles";
import { csvLine } from "@/lib/model/text/csv";
import type { DryRun, DryRunRow } from "./dry-run-row";

const recognised: Record<MatchedBy, string> = {
  linked: "as before",
  externalId: "by the identity provider's ID, from an earlier record",
  subject: "by the identity provider's ID, from a sign-in",
  userName: "by the user name",
  email: "by the email address",
};

const asRole: Record<Role, string> = {
  reader: "as a reader",
  editor: "as an editor",
  admin: "as an administrator",
};

/** The row with what activation would do, in plain words. */
export function explained(row: ReviewedRow): DryRunRow {
  return { ...row, explanation: explainDryRun(row) };
}

function explainDryRun(row: ReviewedRow): string {
  const { active, matchedBy, reason, standing, role, waits } = row;
  if (reason !== null) {
    const { cause, fix } = feedReasonExplanations[reason];
    return `${cause} ${fix}`;
  }
  const known = matchedBy === null ? "" : `Recognised ${recognised[matchedBy]}. `;
  const as = role === null ? "" : ` ${asRole[role]}`;
  switch (standing) {
    case "join":
      return waits
        ? `${known}Waits for an administrator's approval, then comes in${as}.`
        : `${known}Comes in${as}.`;
    case "change":
      return `${known}Keeps access,${as}.`;
    case "return":
      return `${known}Gets access again,${as}.`;
    case "leave":
      return `${known}Is no longer active in the directory and loses access.`;
    default:
      return active
        ? `${known}Nothing changes.`
        : `${known}Is not active in the directory and has no access here. Nothing changes.`;
  }
}

const columns: [string, (row: DryRunRow) => string | null][] = [
  ["user_name", ({ userName }) => userName],
  ["active", ({ active }) => (active ? "yes" : "no")],
  ["outcome", ({ outcome }) => outcome],
  ["recognised_by", ({ matchedBy }) => matchedBy],
  ["users", ({ users }) => users.join(" ")],
  ["what_happens", ({ standing }) => standing],
  ["role", ({ role }) => role],
  ["reason", ({ reason }) => reason],
  ["explanation", ({ explanation }) => explanation],
];

/** The rows of a dry run as comma-separated values with a header line. */
export function dryRunCsv({ rows }: Pick<DryRun, "rows">): string {
  return dryRunCsvHead() + dryRunCsvLines(rows);
}

/** The header line alone. */
export function dryRunCsvHead(): string {
  return csvLine(columns.map(([name]) => name));
}

/** Rows without the header line. */
export function dryRunCsvLines(rows: readonly DryRunRow[]): string {
  return rows.map((row) => csvLine(columns.map(([, read]) => read(row)))).join("");
}
