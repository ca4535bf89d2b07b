import { z } from "zod";
import { flag } from "@/lib/model/text/flag";

/** What people read of a setting. */
export interface FieldTexts {
  /** Its name in a comparison of two versions. */
  label: string;
  /** Its line in the summary of a version; left out: it has none. */
  summary?: {
    term: string;
    help?: string;
    whenNone?: string;
    yesNo?: { yes: string; no: string };
    /** The value itself rather than its words. */
    asStored?: boolean;
  };
  /** What is at its control under “Advanced settings”; left out: the form of the protocol has it elsewhere. */
  advanced?: {
    label: string;
    help?: string;
    /** The entry for those who have not chosen. */
    automatic?: string;
    /** What a line holds, if it is no address. */
    type?: "text";
  };
}

/** One setting of a protocol. What is stored, given by programs and sent by forms follows from it, and what is shown. */
export interface Field extends FieldTexts {
  kind: "line" | "flag" | "choice" | "lines" | "parameters" | "other";
  /** What a version keeps. */
  stored: z.ZodType;
  /** What programs give; absent: stays as it is. */
  input: z.ZodType;
  /** What a form sends. */
  form: z.ZodType;
  /** The values in words. */
  words?: Readonly<Record<string, string>>;
  /** What holds as long as nobody has chosen. */
  initial?: unknown;
}
export type Fields = Readonly<Record<string, Field>>;

export type StoredOf<T extends Fields> = { -readonly [Name in keyof T]: z.output<T[Name]["stored"]> };
type Part<T extends Fields, P extends "input" | "form"> = { [Name in keyof T]: T[Name][P] };

/** The schemas of all fields as programs give them. */
export function inputsOf<T extends Fields>(fields: T): Part<T, "input"> {
  // `fromEntries` forgets the names that `entries` gave it.
  return Object.fromEntries(Object.entries(fields).map(([name, { input }]) => [name, input])) as Part<
    T,
    "input"
  >;
}

/** The schemas of all fields as forms send them. */
export function formsOf<T extends Fields>(fields: T): Part<T, "form"> {
  // As above.
  return Object.fromEntries(Object.entries(fields).map(([name, { form }]) => [name, form])) as Part<
    T,
    "form"
  >;
}

/** What the fields are called. */
export function labelsOf(fields: Fields): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, { label }]) => [name, label]));
}

/** The fields that begin with a value, with it. */
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

/** What holds of the fields that begin with a value: what is given, else what was there, else what they begin with. */
export function chosenOf<T extends Fields>(
  fields: T,
  input: Readonly<Record<string, unknown>>,
  previous: Readonly<Record<string, unknown>> | null,
): Initials<T> {
  const initials = initialsOf(fields);
  // Each name's value is one of its field's: that of `input` and `previous` by their schemas, or the first one.
  return Object.fromEntries(
    Object.entries(initials).map(([name, initial]) => [name, input[name] ?? previous?.[name] ?? initial]),
  ) as Initials<T>;
}

const given = z.string().trim().max(2_000).nullish();
const typed = z.string().trim().max(2_000).optional();

/** A text on one line, such as an address; always there. */
export function lineField<const About extends FieldTexts & { words?: Field["words"] }>(about: About) {
  return { kind: "line" as const, stored: z.string(), input: given, form: typed, ...about };
}

/** A text on one line; there may be none. */
export function optionalLineField<const About extends FieldTexts>(about: About) {
  return { kind: "line" as const, stored: z.string().nullable(), input: given, form: typed, ...about };
}

/** Yes or no; no, as long as nobody has chosen. */
export function flagField<const About extends FieldTexts>(about: About, error?: string) {
  const stored = z.boolean();
  const input = (error ? z.boolean({ error }) : stored).nullish();
  return { kind: "flag" as const, stored, input, form: flag, initial: false, ...about };
}

/** One of several values. A form may leave it to Gatehouse. */
export function choiceField<
  const Value extends string,
  const About extends FieldTexts & { words: Readonly<Record<Value, string>>; initial?: Value },
>(values: readonly Value[], about: About) {
  const stored = z.enum(values);
  const form = z.preprocess((value) => value || undefined, stored.optional());
  return { kind: "choice" as const, stored, input: stored.nullish(), form, ...about };
}
