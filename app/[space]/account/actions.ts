"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { changePasswordForm } from "@/lib/schemas/password";
import { expiryOf, personalTokenForm, tokenIdForm } from "@/lib/schemas/token";
import { profileForm, userSessionForm } from "@/lib/schemas/user";
import { memberAction } from "@/lib/server/admin-action";
import { openBrowserSession } from "@/lib/server/open-browser-session";
import { changePassword } from "@/lib/usecases/change-password";
import { createPersonalToken } from "@/lib/usecases/create-token";
import { endOwnOtherSessions, endOwnSession } from "@/lib/usecases/end-sessions";
import { revokeToken } from "@/lib/usecases/revoke-token";
import { updateProfile } from "@/lib/usecases/update-profile";

const ownDuties = { duties: "leave" } as const;

export const saveProfileAction = memberAction(
  profileForm,
  (acting, input, deps) => updateProfile(deps, acting, input),
  said("Saved."),
);

/** The browser gets the new session that a new password brings; all others have ended. */
export const changePasswordAction = memberAction(
  changePasswordForm,
  (acting, input, deps) => changePassword(deps, acting, input),
  async (opened) => {
    await openBrowserSession(opened);
    refresh();
    return { ok: true, message: "Your password is changed. Other browsers are signed out." };
  },
  ownDuties,
);

export const createPersonalTokenAction = memberAction(
  personalTokenForm,
  (acting, { lifetime, ...input }, deps) =>
    createPersonalToken(deps, acting, { ...input, expiresAt: expiryOf(lifetime, deps.now()) }),
  (created) => ({ ok: true, values: { issued: created.token } }),
);

export const revokeOwnTokenAction = memberAction(
  tokenIdForm,
  (acting, { id }, deps) => revokeToken(deps, acting, id, "own"),
  said("Revoked."),
);

export const endOwnSessionAction = memberAction(
  userSessionForm,
  (acting, { sessionId }, deps) => endOwnSession(deps, acting, sessionId),
  said("The session has ended."),
);

export const endOtherSessionsAction = memberAction(
  z.object({}),
  (acting, _input, deps) => endOwnOtherSessions(deps, acting),
  said("You are signed out everywhere else."),
);

/** Shows what the change has made of the page, with a word that it is done. */
function said(message: string) {
  return () => {
    refresh();
    return { ok: true, message };
  };
}
