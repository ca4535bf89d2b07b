import { z } from "zod";
import { normaliseEmail } from "@/lib/model/people/email-address";

/** What a schema says about a text that is absent, or is none: a wrong type is not “missing”. */
export function missingOrNoText(label: string) {
  return ({ input }: { input?: unknown }) =>
    input === undefined || input === null ? `${label} is missing.` : `${label} must be a text.`;
}

/** One line to display: control characters and runs of blanks become one blank. */
export function oneLine(label: string, max: number) {
  return z
    .string({ error: missingOrNoText(label) })
    .transform((text) => text.replace(/[\p{C}\s]+/gu, " ").trim())
    .pipe(z.string().min(1, `${label} is missing.`).max(max, `${label} has at most ${max} characters.`));
}

/** As `oneLine`, but may be empty or absent. */
export function optionalLine(label: string, max: number) {
  return z
    .string({ error: `${label} must be a text.` })
    .optional()
    .transform((text) => (text ?? "").replace(/[\p{C}\s]+/gu, " ").trim())
    .pipe(z.string().max(max, `${label} has at most ${max} characters.`));
}

/** An email address, normalised as users' are. */
export const emailAddress = z
  .string({ error: missingOrNoText("The email address") })
  .transform((text, context) => {
    const address = normaliseEmail(text.trim());
    if (address) return address;
    context.addIssue({
      code: "custom",
      message: text.trim()
        ? "This is not an email address, for example ann@acme.example."
        : "The email address is missing.",
    });
    return z.NEVER;
  });
