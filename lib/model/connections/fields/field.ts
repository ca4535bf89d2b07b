import { z } from "zod";
import { flag } from "@/lib/model/text/flag";

/** The texts about a setting. */
export interface FieldTexts {
  /** Its name in a comparison of two versions. */
  label: string;
  /** For programs, what its label leaves open; by default the help of its control. */
  about?: string;
  /** Its line in the summary of a version; absent: it has none. */
  summary?: {
    term: string;
    help?: string;
    whenNone?: string;
    yesNo?: { yes: string; no: string };
    /** The value itself rather than its words. */
    asStored?: boolean;
  };
  /** The texts of its control under “Advanced settings”; absent: the form of the protocol has it elsewhere. */
  advanced?: {
    label: string;
    help?: string;
    /** The entry for “not chosen”. */
    automatic?: string;
    /** The expected text, if it is not an address. */
    type?: "text";
  };
}

/** One setting of a protocol. The stored value, the input of programs and of forms, and the texts follow from it. */
export interface Field extends FieldTexts {
  kind: "line" | "flag" | "choice" | "lines" | "parameters" | "other";
  /** The stored value. */
  stored: z.ZodType;
  /** The input of programs; absent: stays. */
  input: z.ZodType;
  /** The input of forms. */
  form: z.ZodType;
  /** The values in words. */
  words?: Readonly<Record<string, string>>;
  /** The value until somebody chooses one. */
  initial?: unknown;
}
export type Fields = Readonly<Record<string, Field>>;

export type StoredOf<T extends Fields> = { -readonly [Name in keyof T]: z.output<T[Name]["stored"]> };
type Part<T extends Fields, P extends "input" | "form"> = { [Name in keyof T]: T[Name][P] };

/** What a field is, for programs. */
export function aboutField({ label, about, advanced }: FieldTexts): string {
  const more = about ?? advanced?.help;
  return more ? `${label}. ${more}` : label;
}

/** The schemas of all fields as programs send them, each described. */
export function inputsOf<T extends Fields>(fields: T): Part<T, "input"> {
  // `fromEntries` loses the names that `entries` gave it.
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, field.input.describe(aboutField(field))]),
  ) as Part<T, "input">;
}

/** The schemas of all fields as forms send them. */
export function formsOf<T extends Fields>(fields: T): Part<T, "form"> {
  // As above.
  return Object.fromEntries(Object.entries(fields).map(([name, { form }]) => [name, form])) as Part<
    T,
    "form"
  >;
}

/** The names of the fields. */
export function labelsOf(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, { label }]) => [name, label]));
}

/** The fields with an initial value, with that value. */
export function initialsOf<T extends Fields>(fields: T): Initials<T> {
  // As above.
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { initial }]) => (initial === undefined ? [] : [[name, initial]])),
  ) as Initials<T>;
}

type Initials<T extends Fields> = {
  -readonly [Name in keyof T as T[Name] extends { initial: unknown } ? Name : never]: z.output<
    T[Name]["stored"]
  >;
};

/** The values of the fields with an initial value: the input, else the previous value, else the initial one. */
export function chosenOf<T extends Fields>(
  fields: T,
  input: Readonly<Record<string, unknown>>,
  previous: Readonly<Record<string, unknown>> | null,
): Initials<T> {
  const initials = initialsOf(fields);
  // Each name's value is one of its field's: that of `input` and `previous` by their schemas, or the initial one.
  return Object.fromEntries(
    Object.entries(initials).map(([name, initial]) => [name, input[name] ?? previous?.[name] ?? initial]),
  ) as Initials<T>;
}

const given = z.string().trim().max(2_000).nullish();
const typed = z.string().trim().max(2_000).optional();

/** A text on one line, such as an address; required. */
export function lineField<const About extends FieldTexts & { words?: Field["words"] }>(about: About) {
  return { kind: "line" as const, stored: z.string(), input: given, form: typed, ...about };
}

/** A text on one line; optional. */
export function optionalLineField<const About extends FieldTexts>(about: About) {
  return { kind: "line" as const, stored: z.string().nullable(), input: given, form: typed, ...about };
}

/** Yes or no; no by default. */
export function flagField<const About extends FieldTexts>(about: About, error?: string) {
  const stored = z.boolean();
  const input = (error ? z.boolean({ error }) : stored).nullish();
  return { kind: "flag" as const, stored, input, form: flag, initial: false, ...about };
}

/** One of several values. A form may leave the choice to Gatehouse. */
export function choiceField<
  const Value extends string,
  const About extends FieldTexts & { words: Readonly<Record<Value, string>>; initial?: Value },
>(values: readonly Value[], about: About) {
  const stored = z.enum(values);
  const form = z.preprocess((value) => value || undefined, stored.optional());
  return { kind: "choice" as const, stored, input: stored.nullish(), form, ...about };
}
