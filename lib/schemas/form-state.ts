import type { z } from "zod";

/** The result of a form's server action: the outcome, the messages at the fields, and what was typed. */
export interface FormState {
  /** True after success, false after a refusal, absent before the first submission. */
  ok?: boolean;
  /** One sentence for the whole form: what happened, why, what to do. */
  message?: string;
  /** Sentences per field name; the first one is shown at the field. */
  fieldErrors?: Record<string, string[]>;
  /** What was typed, so that nothing is lost without JavaScript. Repeated names are joined by newlines. */
  values?: Record<string, string>;
  /** The reference for support; the server's log has the same. */
  reference?: string;
}

/** A server action that a `Form` can call. */
export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;

export const emptyFormState: FormState = {};

const secretName = /password|secret|passphrase|token|privatekey|otp|seed/i;

/**
 * The typed values of a form, to be returned with a refusal. Leaves out files, Next's own hidden fields and every
 * field named like a secret: a password is never sent back to the browser.
 */
export function valuesOf(data: FormData): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of data.entries()) {
    if (typeof value !== "string" || name.startsWith("$ACTION") || secretName.test(name)) continue;
    const earlier = values[name];
    values[name] = earlier === undefined ? value : `${earlier}\n${value}`;
  }
  return values;
}

/** A parse failure as sentences per field; nested paths are joined by dots, as in the fields' names. */
export function fieldErrorsOf(error: z.ZodError): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  for (const issue of error.issues) {
    const name = issue.path.join(".");
    errors[name] = [...(errors[name] ?? []), issue.message];
  }
  return errors;
}

/** The state after a failed parse: errors at the fields and everything that was typed. */
export function invalidForm(error: z.ZodError, data: FormData): FormState {
  return { ok: false, fieldErrors: fieldErrorsOf(error), values: valuesOf(data) };
}

/** The state after a refusal that belongs to the whole form. */
export function refusedForm(message: string, data: FormData, reference?: string): FormState {
  return { ok: false, message, values: valuesOf(data), ...(reference ? { reference } : {}) };
}
