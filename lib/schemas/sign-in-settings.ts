import { z } from "zod";
import { passwordSignIns } from "@/lib/model/spaces/space";
import { flag } from "@/lib/model/text/flag";

export const passwordSignInForm = z.object({
  passwordSignIn: z.enum(passwordSignIns, {
    error: "Choose who may sign in with a password.",
  }),
});

const age = "Enter a number of days from 1 to 3,650, or leave the field empty.";

export const passwordRulesForm = z.object({
  twoFactorRequired: flag,
  passwordMaxAgeDays: z
    .string()
    .optional()
    .transform((text) => text?.trim() || null)
    .pipe(
      z
        .string()
        .regex(/^\d{1,4}$/, age)
        .transform(Number)
        .pipe(z.number().min(1, age).max(3650, age))
        .nullable(),
    ),
});

export const moveButtonForm = z.object({
  optionId: z.string().max(64),
  to: z.enum(["up", "down"], { error: "Choose where the button goes." }),
});
export const defaultButtonForm = z.object({ optionId: z.string().max(64) });

export const itAdministratorForm = z.object({ userId: z.string().max(64), isItAdministrator: flag });
