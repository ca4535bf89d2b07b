"use server";

import { redirect } from "next/navigation";
import { resetPassword } from "@/lib/features/passwords/reset-password";
import { resetPasswordForm } from "@/lib/schemas/password";
import { publicAction } from "@/lib/server/auth/admin-action";

/** Sets the new password; signing in with it comes after, second factor included. */
export const resetPasswordAction = publicAction(
  resetPasswordForm,
  ({ address }, input, deps) => resetPassword(deps, { ...input, address }),
  () => redirect("/login?notice=password-changed"),
);
