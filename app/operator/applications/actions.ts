"use server";

import { refresh } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { findSpaceBySlug, limitInSpace } from "@/lib/features/applications/limit-in-space";
import {
  changeApplication,
  createApplication,
  removeApplication,
  rotateSecret,
} from "@/lib/features/applications/manage-applications";
import { keptSpaces, readApplicationForm } from "@/lib/features/applications/read-application-form";
import { beginTrial } from "@/lib/features/applications/try-application";
import {
  applicationForm,
  applicationIdForm,
  changeApplicationForm,
  namedSpaceForm,
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
  async ({ actor }, form, deps) => {
    const input = await readApplicationForm(deps.store, form);
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
  async ({ actor }, { id, ...form }, deps) => {
    const input = await readApplicationForm(deps.store, form);
    if (!input.ok) return input;
    const spaces = keptSpaces(await deps.store.applications.spaces(id), input.value);
    return changeApplication(await ssoDependencies(), actor, {
      id,
      expectedRevision: null,
      change: { ...input.value, spaces },
    });
  },
  () => {
    refresh();
    return { ok: true, message: "Saved." };
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
  namedSpaceForm,
  async (_ctx, { id, slug }, deps) => {
    const found = await findSpaceBySlug(deps, slug);
    return found.ok ? { ok: true as const, value: { id, spaceId: found.value.id } } : found;
  },
  ({ id, spaceId }) => redirect(`/operator/applications/${id}/spaces/${spaceId}`),
);

/** Sets the roles and teams that may use the application in one space. */
export const limitInSpaceAction = operatorAction(
  spaceLimitForm,
  async ({ actor }, { id, spaceId, roles, teamIds }) =>
    limitInSpace(await ssoDependencies(), actor, { id, spaceId, limit: { roles, teamIds } }),
  () => {
    refresh();
    return { ok: true, message: "Saved." };
  },
);

/** Removes the space's own choice. */
export const removeSpaceLimitAction = operatorAction(
  spaceOfApplicationForm,
  async ({ actor }, { id, spaceId }) =>
    limitInSpace(await ssoDependencies(), actor, { id, spaceId, limit: null }),
  ({ id }) => redirect(`/operator/applications/${id}`),
);
