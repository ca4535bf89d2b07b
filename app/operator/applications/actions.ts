"use server";

import { refresh } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { addSpaces, limitInSpace } from "@/lib/features/applications/limit-in-space";
import {
  changeApplication,
  createApplication,
  removeApplication,
  rotateSecret,
} from "@/lib/features/applications/manage-applications";
import { readApplicationForm, readSettings } from "@/lib/features/applications/read-application-form";
import { beginTrial } from "@/lib/features/applications/try-application";
import { done } from "@/lib/model/outcome";
import { counted } from "@/lib/model/text/counted";
import {
  addSpacesForm,
  applicationForm,
  applicationIdForm,
  applicationLogoForm,
  changeApplicationForm,
  chosenSpaceForm,
  spaceLimitForm,
  spaceOfApplicationForm,
  tryApplicationForm,
} from "@/lib/schemas/application-form";
import { operatorAction } from "@/lib/server/auth/admin-action";
import { cookieOptions, trialCookieName } from "@/lib/server/auth/cookies";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";

/** How long the previous secret stays valid. */
const overlapHours = 24;

/** Creates an application; the result contains its client secret, this once. One without a secret is shown at once. */
export const createApplicationAction = operatorAction(
  applicationForm,
  async ({ actor }, form) => {
    const input = readApplicationForm(form);
    return input.ok ? createApplication(await ssoDependencies(), actor, input.value) : input;
  },
  ({ id, clientSecret }) =>
    clientSecret === null
      ? redirect(`/operator/applications/${id}`)
      : { ok: true, values: { issued: clientSecret, clientId: id } },
);

/** Changes every setting in the form. */
export const changeApplicationAction = operatorAction(
  changeApplicationForm,
  async ({ actor }, { id, ...form }) => {
    const input = readSettings(form);
    if (!input.ok) return input;
    return changeApplication(await ssoDependencies(), actor, {
      id,
      expectedRevision: null,
      change: input.value,
    });
  },
  () => {
    refresh();
    return { ok: true, message: "Saved." };
  },
);

/** Puts a logo in place of the one before. */
export const changeLogoAction = operatorAction(
  applicationLogoForm,
  async ({ actor }, { id, logo }) =>
    changeApplication(await ssoDependencies(), actor, {
      id,
      expectedRevision: null,
      change: { logo: new Uint8Array(await logo.arrayBuffer()) },
    }),
  () => {
    refresh();
    return { ok: true, message: "Saved." };
  },
);

/** Removes the logo. */
export const removeLogoAction = operatorAction(
  applicationIdForm,
  async ({ actor }, { id }) =>
    changeApplication(await ssoDependencies(), actor, { id, expectedRevision: null, change: { logo: null } }),
  () => {
    refresh();
    return { ok: true, message: "Removed." };
  },
);

/** Creates another client secret; the result contains it, this once. */
export const rotateSecretAction = operatorAction(
  applicationIdForm,
  ({ actor }, { id }, deps) => rotateSecret(deps, actor, { id, overlapHours }),
  ({ id, clientSecret }) => ({ ok: true, values: { issued: clientSecret ?? "", clientId: id } }),
);

/** Begins a trial: its secret goes into a cookie of this browser, and the browser to the sign-in. */
export const tryApplicationAction = operatorAction(
  tryApplicationForm,
  async (ctx, { id, organization, again }, deps) => {
    const begun = await beginTrial(deps, ctx, id);
    if (!begun.ok) return begun;
    const { secret, expiresAt } = begun.value;
    (await cookies()).set(trialCookieName(deps.appUrl), secret, cookieOptions(deps.appUrl, expiresAt));
    const query = new URLSearchParams({
      ...(organization ? { organization } : {}),
      ...(again ? { prompt: "login" } : {}),
    });
    return { ok: true as const, value: `/oauth/try/${begun.value.id}?${query}` };
  },
  (continueTo) => ({ ok: true, values: { continueTo } }),
);

/** Removes an application with everything that belongs to it. */
export const removeApplicationAction = operatorAction(
  applicationIdForm,
  ({ actor }, { id }, deps) => removeApplication(deps, actor, id),
  () => redirect("/operator/applications"),
);

/** Opens the page of one space's own choice. */
export const chooseSpaceAction = operatorAction(
  chosenSpaceForm,
  async (_ctx, { id, spaceId }) => done({ id, spaceId }),
  ({ id, spaceId }) => redirect(`/operator/applications/${id}/spaces/${spaceId}`),
);

/** Opens the application to more spaces. */
export const addSpacesAction = operatorAction(
  addSpacesForm,
  ({ actor }, input, deps) => addSpaces(deps, actor, input),
  ({ added }) => {
    refresh();
    return {
      ok: true,
      message: added > 0 ? `Open to ${counted(added, "more space")}.` : "Open to them already.",
    };
  },
);

/** Sets the roles and teams that may use the application in one space. */
export const limitInSpaceAction = operatorAction(
  spaceLimitForm,
  ({ actor }, { id, spaceId, roles, teamIds }, deps) =>
    limitInSpace(deps, actor, { id, spaceId, limit: { roles, teamIds } }),
  () => {
    refresh();
    return { ok: true, message: "Saved." };
  },
);

/** Removes the space's own choice. */
export const removeSpaceLimitAction = operatorAction(
  spaceOfApplicationForm,
  async ({ actor }, { id, spaceId }, deps) => {
    const removed = await limitInSpace(deps, actor, { id, spaceId, limit: null });
    return removed.ok ? done({ id }) : removed;
  },
  ({ id }) => redirect(`/operator/applications/${id}/access`),
);
