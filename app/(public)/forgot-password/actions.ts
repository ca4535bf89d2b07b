"use server";

import { after } from "next/server";
import { forgotPassword, sendReset } from "@/lib/features/passwords/forgot-password";
import { done } from "@/lib/model/outcome";
import { forgotPasswordForm } from "@/lib/schemas/password";
import { publicAction } from "@/lib/server/auth/admin-action";
import { sendsMail } from "@/lib/server/process/mail-words";

/** Requests a link to a new password; the same answer for everybody, and the mail only after it. */
export const forgotPasswordAction = publicAction(
  forgotPasswordForm,
  async (visitor, { email, space }, deps) => {
    const accepted = await forgotPassword(deps, visitor);
    if (!accepted.ok) return accepted;
    after(() =>
      sendReset(deps, email, space || null).catch((error: unknown) =>
        deps.log.error("reset mail not written", { error }),
      ),
    );
    return done(email);
  },
  async (email) => ({
    ok: true,
    message: (await sendsMail())
      ? `If ${email} belongs to an account, an email is on its way. Check your inbox and your spam folder.`
      : `If ${email} belongs to an account, an email was written. It cannot be sent yet, because no mail server is set up: ask your administrator for help.`,
  }),
);
