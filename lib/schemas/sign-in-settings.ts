import { z } from "zod";
import { passwordSignIns } from "@/lib/model/spaces/space";
import { flag } from "@/lib/model/text/flag";

export const passwordSignInForm = z.object({
  passwordSignIn: z.enum(passwordSignIns, {
    error: "Choose who may sign in with a password.",
  }),
});

export const ssoOnlyConversionForm = z.object({ convertToSsoOnly: flag });

/** How people sign in to a space, for programs. */
export const signInSettingsView = z
  .strictObject({
    passwordSignIn: z.enum(passwordSignIns).describe("Who may sign in with a password"),
    convertToSsoOnly: z
      .boolean()
      .describe(
        "Whether people of the space's own organization lose their password when they sign in through it. Turned off, a password from before single sign-on stays, and whoever was converted can make one again",
      ),
    twoFactorRequired: z.boolean().describe("Whether a sign-in with a password needs two-factor"),
    passwordMaxAgeDays: z
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .describe("After how many days a password must be changed; null: never"),
  })
  .meta({ id: "SignInSettings", description: "How people sign in to a space" });

/** PATCH …/sign-in-settings; absent fields stay. */
export const signInSettingsBody = signInSettingsView.partial();

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
  to: z.enum(["up", "down"], { error: "Choose where to move the button." }),
});
export const defaultButtonForm = z.object({ optionId: z.string().max(64) });

export const itAdministratorForm = z.object({ userId: z.string().max(64), isItAdministrator: flag });
