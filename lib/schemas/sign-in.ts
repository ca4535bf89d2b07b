import { z } from "zod";

const email = z
  .string()
  .trim()
  .min(1, "Enter your email address.")
  .max(254, "This is longer than any email address.");
const password = z
  .string()
  .min(1, "Enter your password.")
  .max(1000, "This is longer than any password here.");
/** Checked by `safeReturnPath`; anything may arrive here. */
const next = z.string().max(4096).catch("").default("");

/** `/login`, first step: only the address. */
export const discoveryForm = z.object({ email, next });

/** Address and password, at `/login` or (with `door`) at a space's own page. */
export const passwordForm = z.object({ email, password, next, spaceSlug: z.string().max(100).default("") });

/** The code after the password. */
export const secondStepForm = z.object({
  code: z
    .string()
    .trim()
    .min(1, "Enter the code.")
    .max(40, "A code has six digits, a recovery code sixteen letters and digits."),
  next,
});
