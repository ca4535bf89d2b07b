"use server";

import { refresh } from "next/cache";
import { setPasswordSignIn } from "@/lib/features/passwords/set-password-sign-in";
import { setSsoOnlyConversion } from "@/lib/features/passwords/set-sso-only-conversion";
import { updatePerson } from "@/lib/features/people/update-person";
import { makeDefaultButton, moveSignInButton } from "@/lib/features/sign-in/sign-in-buttons";
import { setPasswordRules } from "@/lib/features/sign-in/sign-in-settings";
import type { FormState } from "@/lib/schemas/form-state";
import {
  defaultButtonForm,
  itAdministratorForm,
  moveButtonForm,
  passwordRulesForm,
  passwordSignInForm,
  ssoOnlyConversionForm,
} from "@/lib/schemas/sign-in-settings";
import { adminAction } from "@/lib/server/auth/admin-action";

/** Sets who may sign in with a password. */
export const passwordSignInAction = adminAction(
  "manage_space",
  passwordSignInForm,
  (ctx, { passwordSignIn }, deps) => setPasswordSignIn(deps, ctx, passwordSignIn),
  ({ passwordSignIn }) =>
    saved(
      passwordSignIn === "allowed"
        ? "Passwords are allowed for everyone."
        : "Only IT administrators can sign in with a password now.",
    ),
);

/** Sets whether single sign-on clears people's passwords. */
export const ssoOnlyConversionAction = adminAction(
  "manage_space",
  ssoOnlyConversionForm,
  (ctx, { convertToSsoOnly }, deps) => setSsoOnlyConversion(deps, ctx, convertToSsoOnly),
  ({ convertToSsoOnly }) =>
    saved(
      convertToSsoOnly
        ? "People lose their password at their next single sign-on."
        : "People keep their password beside single sign-on.",
    ),
);

/** Two-factor and the age of passwords. */
export const passwordRulesAction = adminAction(
  "manage_space",
  passwordRulesForm,
  (ctx, rules, deps) => setPasswordRules(deps, ctx, rules),
  () => saved("Saved. It takes effect when each person next opens a page."),
);

/** The order of the buttons. */
export const moveButtonAction = adminAction(
  "manage_space",
  moveButtonForm,
  (ctx, input, deps) => moveSignInButton(deps, ctx, input),
  () => saved("Moved."),
);

/** The button that is highlighted. */
export const defaultButtonAction = adminAction(
  "manage_space",
  defaultButtonForm,
  (ctx, { optionId }, deps) => makeDefaultButton(deps, ctx, optionId),
  () => saved("It is the default now."),
);

/** Makes an administrator an IT administrator, or an ordinary one again. */
export const itAdministratorAction = adminAction(
  "manage_people",
  itAdministratorForm,
  (ctx, { userId, isItAdministrator }, deps) => updatePerson(deps, ctx, userId, { isItAdministrator }),
  () => saved("Saved."),
);

function saved(message: string): FormState {
  refresh();
  return { ok: true, message };
}
