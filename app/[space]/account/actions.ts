"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { changePassword } from "@/lib/features/passwords/change-password";
import { updateProfile } from "@/lib/features/people/update-profile";
import { endOwnOtherSessions, endOwnSession } from "@/lib/features/sessions/end-sessions";
import { createPersonalToken } from "@/lib/features/tokens/create-token";
import { revokeToken } from "@/lib/features/tokens/revoke-token";
import { changePasswordForm } from "@/lib/schemas/password";
import { expiryOf, personalTokenForm, tokenIdForm } from "@/lib/schemas/token";
import { profileForm, userSessionForm } from "@/lib/schemas/user";
import { memberAction } from "@/lib/server/auth/admin-action";
import { openBrowserSession } from "@/lib/server/auth/open-browser-session";

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
