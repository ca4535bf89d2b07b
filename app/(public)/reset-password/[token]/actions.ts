"use server";

import { redirect } from "next/navigation";
import { resetPasswordForm } from "@/lib/schemas/password";
import { publicAction } from "@/lib/server/admin-action";
import { resetPassword } from "@/lib/usecases/reset-password";

/** Sets the new password; signing in with it comes after, second factor included. */
export const resetPasswordAction = publicAction(
  resetPasswordForm,
  ({ address }, input, deps) => resetPassword(deps, { ...input, address }),
  () => redirect("/login?notice=password-changed"),
);
