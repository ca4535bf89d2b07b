import type { z } from "zod";
import type { Problem } from "@/lib/model/outcome";
import { pointerOf } from "./problem-place";

type Finding = NonNullable<Problem["more"]>[number];
type Issue = z.core.$ZodIssue;

const secretName = /password|secret|passphrase|token|privatekey|otp|seed/i;

/** A schema's findings, the first of them on top; values are repeated shortened, and never secret ones. */
export function parseProblem(error: z.ZodError, input: unknown): Problem {
  const [first, ...more] = error.issues.flatMap((issue) => findingsOf(issue, issue.path, input));
  if (!first) return { kind: "invalid", code: "invalid_field", message: "The request is not valid." };
  return { kind: "invalid", ...first, ...(more.length > 0 ? { more } : {}) };
}

function findingsOf(issue: Issue, path: PropertyKey[], input: unknown): Finding[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownField([...path, key]));
  // Of several forms that a value may have, the one that it comes closest to says what is wrong with it.
  if (issue.code === "invalid_union") {
    const closest = issue.errors.find((issues) => issues.some((one) => one.path.length > 0));
    if (closest) return closest.flatMap((one) => findingsOf(one, [...path, ...one.path], input));
  }
  const received = receivedAt(input, path);
  const expected = expectedBy(issue);
  return [
    {
      field: path.map(String).join("."),
      pointer: pointerOf(path),
      code: "invalid_field",
      message: inWords(issue, path, valueAt(input, path) === undefined),
      ...(received === undefined ? {} : { received }),
      ...(expected === undefined ? {} : { expected }),
    },
  ];
}

/** The schema's own sentence, or ours where it has none. */
function inWords(issue: Issue, path: PropertyKey[], isMissing: boolean): string {
  if (!issue.message.startsWith("Invalid input")) return issue.message;
  const name = path.length === 0 ? "The body" : `“${path.map(String).join(".")}”`;
  return isMissing ? `${name} is missing.` : `${name} must be ${expectedBy(issue) ?? "another value"}.`;
}

function expectedBy(issue: Issue): string | undefined {
  if (issue.code === "invalid_type") return issue.expected;
  if (issue.code === "invalid_value") return issue.values.map(String).join(", ").slice(0, 500);
  if (issue.code !== "invalid_union") return undefined;
  const forms = issue.errors.flatMap((issues) => issues.map(expectedBy));
  return [...new Set(forms.filter(Boolean))].join(" or ") || undefined;
}

/** Every unknown name is reported, at any depth. */
function unknownField(path: PropertyKey[]): Finding {
  const field = path.map(String).join(".").slice(0, 200);
  return {
    field,
    pointer: pointerOf(path),
    code: "unknown_field",
    message: `This operation has no field “${field}”.`,
  };
}

/** The value that was sent, in words; nothing if there was none, or if it may be a secret. */
function receivedAt(input: unknown, path: PropertyKey[]): string | undefined {
  const value = valueAt(input, path);
  if (value === undefined) return undefined;
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (path.some((part) => typeof part === "string" && secretName.test(part))) return undefined;
  return String(value).slice(0, 200);
}

function valueAt(input: unknown, path: PropertyKey[]): unknown {
  let value = input;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[part];
  }
  return value;
}
