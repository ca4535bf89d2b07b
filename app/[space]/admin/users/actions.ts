"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { endAccessNow } from "@/lib/features/access/end-access-now";
import { restorePassword } from "@/lib/features/passwords/restore-password";
import { addPerson } from "@/lib/features/people/add-person";
import { updatePerson } from "@/lib/features/people/update-person";
import { endSessionsOfMember, endSpaceSession } from "@/lib/features/sessions/end-sessions";
import { receiptWords } from "@/lib/model/access/receipt-words";
import {
  addUserForm,
  endAccessForm,
  userAccessForm,
  userDetailsForm,
  userIdForm,
  userSessionForm,
} from "@/lib/schemas/user";
import { adminAction } from "@/lib/server/auth/admin-action";
import { spacePaths } from "@/lib/server/http/navigation";
import { promisingMail } from "@/lib/server/process/mail-words";

/** Adds a person by hand, then shows their card. */
export const addPersonAction = adminAction(
  "manage_people",
  addUserForm,
  (ctx, input, deps) => addPerson(deps, ctx, input, { origin: "manual", welcome: true }),
  (person, ctx) => redirect(spacePaths(ctx.space.slug).user(person.id)),
);

export const saveDetailsAction = adminAction(
  "manage_people",
  userDetailsForm,
  (ctx, { userId, ...details }, deps) => updatePerson(deps, ctx, userId, details),
  saved("Saved."),
);

export const saveAccessAction = adminAction(
  "manage_people",
  userAccessForm,
  (ctx, { userId, role, isItAdministrator, manageAuthIntegrations }, deps) =>
    updatePerson(deps, ctx, userId, {
      role,
      isItAdministrator,
      permissions: manageAuthIntegrations ? ["manage_auth_integrations"] : [],
    }),
  saved("Saved. It takes effect when the person next opens a page."),
);

export const deactivateAction = adminAction(
  "manage_people",
  userIdForm,
  (ctx, { userId }, deps) => updatePerson(deps, ctx, userId, { status: "deactivated" }),
  saved("Deactivated."),
);

export const reactivateAction = adminAction(
  "manage_people",
  userIdForm,
  (ctx, { userId }, deps) => updatePerson(deps, ctx, userId, { status: "active" }),
  saved("Reactivated."),
);

/** Ends a person's conversion to SSO only and mails them a link to a password. */
export const restorePasswordAction = adminAction(
  "manage_people",
  userIdForm,
  (ctx, { userId }, deps) => restorePassword(deps, ctx, userId),
  async () => {
    refresh();
    return { ok: true, message: await promisingMail("Done. They get an email with a link.") };
  },
);

/** Ends everything that a member has access with; the answer is the receipt. */
export const endAccessAction = adminAction(
  "manage_people",
  endAccessForm,
  (ctx, input, deps) => endAccessNow(deps, ctx, input),
  (receipt) => {
    refresh();
    const words = receiptWords(receipt);
    return { ok: true, message: words ? `Access ended: ${words}.` : "There was nothing left to end." };
  },
);

export const endPersonSessionsAction = adminAction(
  "manage_people",
  userIdForm,
  (ctx, { userId }, deps) => endSessionsOfMember(deps, ctx, userId),
  saved("Signed out of this space."),
);

export const endSessionAction = adminAction(
  "manage_people",
  userSessionForm,
  (ctx, { sessionId }, deps) => endSpaceSession(deps, ctx, sessionId),
  saved("The session has ended."),
);

/** Refreshes the page after a change, with a confirmation. */
function saved(message: string) {
  return () => {
    refresh();
    return { ok: true, message };
  };
}
