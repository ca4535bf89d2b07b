import type { GroupSeparator, RuleOperator } from "./choices";
import type { RoleRule } from "./connection";
import { labelsOf } from "./fields/field";
import { oauth2Fields } from "./fields/oauth2";
import { oidcFields } from "./fields/oidc";
import { samlFields } from "./fields/saml";

/** One setting that differs, in words for people; `null`: not set. */
export interface Difference {
  field: string;
  label: string;
  before: string | null;
  after: string | null;
}

type Settings = Readonly<Record<string, unknown>>;
/** What to show for an id, for example a team's name. */
export type NameOf = (id: string) => string;

const labels: Readonly<Record<string, string>> = {
  ...labelsOf(samlFields),
  ...labelsOf(oidcFields),
  ...labelsOf(oauth2Fields),
  clientSecret: "Client secret",
  attributes: "Attribute names",
  groupSeparator: "Between groups",
  rules: "Role rules",
  missingRole: "Without a matching rule",
  defaultRole: "Default role",
  defaultTeams: "Default teams",
  ceiling: "Highest role",
  provisioning: "New people come in by themselves",
  validation: "New people are let in",
  passwordSignIn: "Who may use a password",
  convertToSsoOnly: "Single sign-on removes passwords",
  twoFactorRequired: "Two-factor is required",
  passwordMaxAgeDays: "Passwords must be changed after (days)",
  name: "Name",
  reference: "Reference",
  provider: "Provider",
  connection: "Roles by the rules of",
};

/** The differences between two settings, in the order of `after`; a name that `after` lacks is not compared. Pure. */
export function settingsDifference(
  before: Settings | null,
  after: Settings,
  nameOf: NameOf = (id) => id,
): Difference[] {
  return Object.entries(after).flatMap(([field, value]) => {
    const old = before?.[field];
    if (canonical(old) === canonical(value)) return [];
    const [was, is] = [inWords(field, old, nameOf), inWords(field, value, nameOf)];
    if (was === null && is === null) return [];
    return [{ field, label: labels[field] ?? field, before: was, after: is }];
  });
}

/** The database returns keys in an order of its own; nothing and empty are the same. */
function canonical(value: unknown): string {
  if (value === undefined || value === null || value === "") return "null";
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, one]) => canonical(one) !== "null");
  return `{${entries
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${name}:${canonical(one)}`)
    .join(",")}}`;
}

function inWords(field: string, value: unknown, nameOf: NameOf): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (field === "groupSeparator") return separatorInWords(String(value));
  if (field === "certificates") return certificatesInWords(value);
  if (field === "rules" && Array.isArray(value))
    return value.map((rule: RoleRule) => ruleInWords(rule, nameOf)).join("; ") || "none";
  if (Array.isArray(value)) return value.map((one) => nameOf(String(one))).join(", ") || "none";
  if (typeof value === "object") {
    const parts = Object.entries(value).filter(([, one]) => one !== null && one !== "");
    return parts.map(([name, one]) => `${name}: ${String(one)}`).join(", ") || "none";
  }
  return String(value);
}

/** The separator of groups, in words; a single character is easily overlooked. */
export function separatorInWords(separator: string): string {
  return separators[separator as GroupSeparator] ?? separator;
}

const separators: Record<GroupSeparator, string> = {
  ",": "comma",
  ";": "semicolon",
  "|": "vertical bar",
  " ": "blank",
};

/** A certificate is identified by its end, which contains the signature. */
function certificatesInWords(value: unknown): string {
  const all = [value].flat().map(String);
  const ends = all.map((pem) => pem.replace(/-----[A-Z ]+-----|\s/g, "").slice(-10));
  return `${all.length} (${ends.map((end) => `…${end}`).join(", ")})`;
}

const operators: Record<RuleOperator, string> = {
  equals: "is",
  contains: "contains",
  starts_with: "begins with",
  ends_with: "ends with",
  matches: "matches",
};

/** A rule on one line. */
export function ruleInWords({ attribute, operator, value, role, teams }: RoleRule, nameOf: NameOf): string {
  const gives = [...(role ? [role] : []), ...teams.map((team) => `team ${nameOf(team)}`)].join(", ");
  return `${attribute} ${operators[operator]} “${value}” → ${gives || "nothing"}`;
}
