import { InvalidArgumentError } from "commander";
import { z } from "zod";
import type { Outcome } from "@/lib/model/outcome";
import { Refused } from "./run";

/** Parses an option's value by a schema; a refusal counts as a wrong call. */
export function by<S extends z.ZodType>(schema: S): (value: string) => z.output<S> {
  return (value) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? "This value cannot be used.");
  };
}

/** The value of a use case's success; its refusal ends the command. */
export function unwrapped<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Refused(outcome.problem);
}

/** How long something is valid. */
export const wholeDays = z.coerce
  .number("A number of days.")
  .int("A whole number of days.")
  .min(1, "At least a day.")
  .max(3650, "Ten years at most.");
