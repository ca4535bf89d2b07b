"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { letBackToPassword } from "@/lib/features/passwords/restore-password";
import { addPerson } from "@/lib/features/people/add-person";
import { updatePerson } from "@/lib/features/people/update-person";
import { endSessionsOfMember, endSpaceSession } from "@/lib/features/sessions/end-sessions";
import {
  addUserForm,
  userAccessForm,
  userDetailsForm,
  userIdForm,
  userSessionForm,
} from "@/lib/schemas/user";
import { adminAction } from "@/lib/server/auth/admin-action";
import { spacePaths } from "@/lib/server/http/navigation";

/** Adds a person by hand, then shows their card. */
export const addPersonAction = adminAction(
  "manage_people",
  addUserForm,
  (acting, input, deps) => addPerson(deps, acting, input, { origin: "manual", welcome: true }),
  (person, acting) => redirect(spacePaths(acting.space.slug).user(person.id)),
);

export const saveDetailsAction = adminAction(
  "manage_people",
  userDetailsForm,
  (acting, { userId, ...details }, deps) => updatePerson(deps, acting, userId, details),
  saved("Saved."),
);

export const saveAccessAction = adminAction(
  "manage_people",
  userAccessForm,
  (acting, { userId, role, isItAdministrator, manageAuthIntegrations }, deps) =>
    updatePerson(deps, acting, userId, {
      role,
      isItAdministrator,
      permissions: manageAuthIntegrations ? ["manage_auth_integrations"] : [],
    }),
  saved("Saved. It counts from the person's next click."),
);

export const deactivateAction = adminAction(
  "manage_people",
  userIdForm,
  (acting, { userId }, deps) => updatePerson(deps, acting, userId, { status: "deactivated" }),
  saved("Deactivated."),
);

export const reactivateAction = adminAction(
  "manage_people",
  userIdForm,
  (acting, { userId }, deps) => updatePerson(deps, acting, userId, { status: "active" }),
  saved("Reactivated."),
);

/** Ends somebody's being bound to single sign-on and mails them a link to a password. */
export const letBackToPasswordAction = adminAction(
  "manage_people",
  userIdForm,
  (acting, { userId }, deps) => letBackToPassword(deps, acting, userId),
  saved("Done. They have been sent a link."),
);

export const endPersonSessionsAction = adminAction(
  "manage_people",
  userIdForm,
  (acting, { userId }, deps) => endSessionsOfMember(deps, acting, userId),
  saved("Signed out of this space."),
);

export const endSessionAction = adminAction(
  "manage_people",
  userSessionForm,
  (acting, { sessionId }, deps) => endSpaceSession(deps, acting, sessionId),
  saved("The session has ended."),
);

/** Shows what the change has made of the page, with a word that it is done. */
function saved(message: string) {
  return () => {
    refresh();
    return { ok: true, message };
  };
}
