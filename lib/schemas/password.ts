import { z } from "zod";

/**
 * Only bounded: the use case checks a new password with its score, and explains in words
 * (lib/model/people/password-strength).
 */
const secret = z.string().max(1000, "This is longer than any password here.");

const newPasswordForm = z.object({ newPassword: secret.min(1, "Enter a new password.") });

const currentPassword = secret.min(1, "Enter your current password.");

export const changePasswordForm = newPasswordForm.extend({ currentPassword });

/** The proof required before a change to how somebody signs in. */
export const currentPasswordForm = z.object({ currentPassword });

export const forgotPasswordForm = z.object({
  email: z
    .string()
    .trim()
    .min(1, "Enter your email address.")
    .max(254, "This is longer than any email address."),
  /** The slug of the space at whose page it was requested. */
  space: z.string().max(64).default(""),
});

export const resetPasswordForm = newPasswordForm.extend({ link: z.string().min(1).max(200) });

export const twoFactorCodeForm = z.object({
  code: z
    .string()
    .trim()
    .min(1, "Enter the code.")
    .max(40, "A code has six digits, a recovery code sixteen letters and digits."),
});

/** A change of a second factor that is on. */
export const passwordAndCodeForm = twoFactorCodeForm.extend({ currentPassword });
