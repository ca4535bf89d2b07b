"use server";

import { refresh } from "next/cache";
import { setPasswordSignIn } from "@/lib/features/passwords/set-password-sign-in";
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
} from "@/lib/schemas/sign-in-settings";
import { adminAction } from "@/lib/server/auth/admin-action";

/** Who may sign in with a password. */
export const passwordSignInAction = adminAction(
  "manage_space",
  passwordSignInForm,
  (acting, { passwordSignIn }, deps) => setPasswordSignIn(deps, acting, passwordSignIn),
  ({ passwordSignIn }) =>
    saved(
      passwordSignIn === "allowed"
        ? "Passwords are allowed for everyone."
        : "Only IT administrators can sign in with a password now.",
    ),
);

/** Two-factor and the age of passwords. */
export const passwordRulesAction = adminAction(
  "manage_space",
  passwordRulesForm,
  (acting, rules, deps) => setPasswordRules(deps, acting, rules),
  () => saved("Saved. It counts from each person's next page."),
);

/** The order of the buttons. */
export const moveButtonAction = adminAction(
  "manage_space",
  moveButtonForm,
  (acting, wish, deps) => moveSignInButton(deps, acting, wish),
  () => saved("Moved."),
);

/** The button that stands out. */
export const defaultButtonAction = adminAction(
  "manage_space",
  defaultButtonForm,
  (acting, { optionId }, deps) => makeDefaultButton(deps, acting, optionId),
  () => saved("It is the default now."),
);

/** Makes an administrator an IT administrator, or an ordinary one again. */
export const itAdministratorAction = adminAction(
  "manage_people",
  itAdministratorForm,
  (acting, { userId, isItAdministrator }, deps) => updatePerson(deps, acting, userId, { isItAdministrator }),
  () => saved("Saved."),
);

function saved(message: string): FormState {
  refresh();
  return { ok: true, message };
}
