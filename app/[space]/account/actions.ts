"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { changePassword } from "@/lib/features/passwords/change-password";
import { mailFirstPassword } from "@/lib/features/passwords/forgot-password";
import { updateProfile } from "@/lib/features/people/update-profile";
import { endOwnOtherSessions, endOwnSession } from "@/lib/features/sessions/end-sessions";
import { createPersonalToken } from "@/lib/features/tokens/create-token";
import { revokeToken } from "@/lib/features/tokens/revoke-token";
import { changePasswordForm } from "@/lib/schemas/password";
import { expiryOf, personalTokenForm, tokenIdForm } from "@/lib/schemas/token";
import { profileForm, userSessionForm } from "@/lib/schemas/user";
import { memberAction } from "@/lib/server/auth/admin-action";
import { openBrowserSession } from "@/lib/server/auth/open-browser-session";
import { sendsMail } from "@/lib/server/process/mail-words";

const ownRequiredActions = { requiredActions: "ignore" } as const;

export const saveProfileAction = memberAction(
  profileForm,
  (ctx, input, deps) => updateProfile(deps, ctx, input),
  said("Saved."),
);

/** Sets the new session that a new password brings; all others have ended. */
export const changePasswordAction = memberAction(
  changePasswordForm,
  (ctx, input, deps) => changePassword(deps, ctx, input),
  async (opened) => {
    await openBrowserSession(opened);
    refresh();
    return { ok: true, message: "Your password is changed. Other browsers are signed out." };
  },
  ownRequiredActions,
);

/** Mails the link for a first password, to the person's own address. */
export const mailFirstPasswordAction = memberAction(
  z.object({}),
  (ctx, _input, deps) => mailFirstPassword(deps, ctx),
  async ({ email }) => ({
    ok: true,
    message: (await sendsMail())
      ? `A link is on its way to ${email}.`
      : "The email is written, and waits for somebody who runs this application: no mail server is set up yet.",
  }),
  ownRequiredActions,
);

export const createPersonalTokenAction = memberAction(
  personalTokenForm,
  (ctx, { lifetime, ...input }, deps) =>
    createPersonalToken(deps, ctx, { ...input, expiresAt: expiryOf(lifetime, deps.now()) }),
  (created) => ({ ok: true, values: { issued: created.token } }),
);

export const revokeOwnTokenAction = memberAction(
  tokenIdForm,
  (ctx, { id }, deps) => revokeToken(deps, ctx, id, "own"),
  said("Revoked."),
);

export const endOwnSessionAction = memberAction(
  userSessionForm,
  (ctx, { sessionId }, deps) => endOwnSession(deps, ctx, sessionId),
  said("The session has ended."),
);

export const endOtherSessionsAction = memberAction(
  z.object({}),
  (ctx, _input, deps) => endOwnOtherSessions(deps, ctx),
  said("You are signed out everywhere else."),
);

/** Refreshes the page after a change, with a confirmation. */
function said(message: string) {
  return () => {
    refresh();
    return { ok: true, message };
  };
}
