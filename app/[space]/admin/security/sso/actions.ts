"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { activateOption } from "@/lib/features/connections/activate-option";
import { chooseProvider } from "@/lib/features/connections/choose-provider";
import { disableImpact } from "@/lib/features/connections/disable-impact";
import { noSuchConnection } from "@/lib/features/connections/find-connection";
import { underLease } from "@/lib/features/connections/keep-lease";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { type SavedConfiguration, saveConfiguration } from "@/lib/features/connections/save-configuration";
import { switchOption } from "@/lib/features/connections/switch-option";
import { savePeople } from "@/lib/features/people/save-people";
import { done } from "@/lib/model/outcome";
import type { FormState } from "@/lib/schemas/form-state";
import { oauth2Form } from "@/lib/schemas/oauth2-form";
import {
  activateForm,
  connectionForm,
  oidcForm,
  peopleForm,
  providerForm,
  removeForm,
  type SavedNotes,
  samlForm,
  switchForm,
} from "@/lib/schemas/sso-forms";
import type { DisableImpactState } from "@/lib/schemas/sso-views";
import { adminAction } from "@/lib/server/auth/admin-action";
import type { MemberContext } from "@/lib/server/auth/require";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { formResult } from "./form-result";
import { ssoPaths } from "./paths";
import { samlInputOf, samlPlaces } from "./saml-input";

const noField = { revision: null };

/** The step Provider: creates the connection or changes it, then continues. */
export const chooseProviderAction = adminAction(
  "manage_auth_integrations",
  providerForm,
  async (ctx, { leaseId, connectionId, revision, ...connection }) => {
    const deps = await ssoDependencies();
    const chosen = await underLease(deps, ctx, leaseId, () =>
      chooseProvider(deps, ctx, { connectionId, expectedRevision: revision, connection }),
    );
    return formResult(chosen, noField);
  },
  (connection, ctx) => redirect(ssoPaths(ctx.space.slug).step(connection.id, "configure")),
);

/** The step Configure, for SAML. */
export const saveSamlAction = adminAction(
  "manage_auth_integrations",
  samlForm,
  async (ctx, form) => {
    const deps = await ssoDependencies();
    const saved = await underLease(deps, ctx, form.leaseId, (leaseId) =>
      saveConfiguration(deps, ctx, {
        connectionId: form.connectionId,
        leaseId,
        expectedRevision: form.revision,
        input: { protocol: "saml", values: samlInputOf(form) },
      }),
    );
    return formResult(saved, { ...noField, ...samlPlaces(form.source) });
  },
  goOnToPeople,
);

/** The step Configure, for OpenID Connect. */
export const saveOidcAction = adminAction(
  "manage_auth_integrations",
  oidcForm,
  async (ctx, { leaseId: given, connectionId, revision, ...oidc }) => {
    const deps = await ssoDependencies();
    const saved = await underLease(deps, ctx, given, (leaseId) =>
      saveConfiguration(deps, ctx, {
        connectionId,
        leaseId,
        expectedRevision: revision,
        input: { protocol: "oidc", values: oidc },
      }),
    );
    return formResult(saved, noField);
  },
  goOnToPeople,
);

/** The step Configure, for OAuth 2. */
export const saveOAuth2Action = adminAction(
  "manage_auth_integrations",
  oauth2Form,
  async (ctx, { leaseId: given, connectionId, revision, ...oauth2 }) => {
    const deps = await ssoDependencies();
    const saved = await underLease(deps, ctx, given, (leaseId) =>
      saveConfiguration(deps, ctx, {
        connectionId,
        leaseId,
        expectedRevision: revision,
        input: { protocol: "oauth2", values: oauth2 },
      }),
    );
    return formResult(saved, noField);
  },
  goOnToPeople,
);

/** The step People. */
export const savePeopleAction = adminAction(
  "manage_auth_integrations",
  peopleForm,
  async (ctx, { leaseId: given, connectionId, revision, ...people }, deps) => {
    const saved = await underLease(deps, ctx, given, (leaseId) =>
      savePeople(deps, ctx, { connectionId, leaseId, expectedRevision: revision, people }),
    );
    return formResult(saved, saved.ok ? noField : peoplePlaces(saved.problem.field));
  },
  ({ connectionId }, ctx) => redirect(ssoPaths(ctx.space.slug).step(connectionId, "test")),
);

/**
 * Activates the version that the person saw. The first time it signs them out, so they return through the sign-in
 * page; after a new version of a live one they stay signed in.
 */
export const activateAction = adminAction(
  "manage_auth_integrations",
  activateForm,
  (ctx, input, deps) => activateOption(deps, ctx, input),
  ({ connectionId, firstTime }, ctx) => {
    const paths = ssoPaths(ctx.space.slug);
    const page = paths.connection(connectionId);
    return redirect(
      firstTime ? paths.signInAgain("sso_activated", `${page}?done=activated`) : `${page}?done=live`,
    );
  },
);

/** Disables or enables a connection. */
export const switchAction = adminAction(
  "manage_auth_integrations",
  switchForm,
  (ctx, { connectionId, enabled }, deps) =>
    switchOption(deps, ctx, { connectionId, event: enabled ? "enable" : "disable" }),
  ({ status }): FormState => {
    refresh();
    return { ok: true, message: status === "active" ? "Enabled." : "Disabled." };
  },
);

/** What disabling a connection affects now, in numbers. */
export const disableImpactAction = adminAction(
  "manage_auth_integrations",
  connectionForm,
  async (ctx, { connectionId }, deps) => {
    const impact = await disableImpact(deps, ctx, connectionId);
    return impact ? done(impact) : noSuchConnection();
  },
  (impact): DisableImpactState => ({ ok: true, impact }),
);

/** Removes a connection permanently; if it was in use, the person is signed out. */
export const removeAction = adminAction(
  "manage_auth_integrations",
  removeForm,
  async (ctx, input) => removeConnection(await ssoDependencies(), ctx, input),
  ({ wasInUse }, ctx) => {
    const paths = ssoPaths(ctx.space.slug);
    const page = `${paths.list}?done=removed`;
    return redirect(wasInUse ? paths.signInAgain("sso_removed", page) : page);
  },
);

/** Rules and ceiling are on their own page: their problems are reported for the whole form. */
function peoplePlaces(field: string | undefined): Record<string, null> {
  const isHere = field === "defaultRole" || field === "groupSeparator" || field?.startsWith("attributes.");
  return field === undefined || isHere ? noField : { [field]: null };
}

function goOnToPeople(
  { connection, repairs, warnings }: SavedConfiguration,
  ctx: MemberContext,
): FormState | SavedNotes {
  if (repairs.length === 0 && warnings.length === 0)
    redirect(ssoPaths(ctx.space.slug).step(connection.id, "people"));
  return { ok: true, notes: { repairs, warnings } };
}
