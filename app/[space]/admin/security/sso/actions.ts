"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { activateOption } from "@/lib/features/connections/activate-option";
import { chooseProvider } from "@/lib/features/connections/choose-provider";
import { underLease } from "@/lib/features/connections/keep-lease";
import { removeConnection } from "@/lib/features/connections/remove-connection";
import { type SavedConfiguration, saveConfiguration } from "@/lib/features/connections/save-configuration";
import { switchOption } from "@/lib/features/connections/switch-option";
import { savePeople } from "@/lib/features/people/save-people";
import type { FormState } from "@/lib/schemas/form-state";
import { oauth2Form } from "@/lib/schemas/oauth2-form";
import {
  activateForm,
  oidcForm,
  peopleForm,
  providerForm,
  removeForm,
  type SavedNotes,
  samlForm,
  switchForm,
} from "@/lib/schemas/sso-forms";
import { adminAction } from "@/lib/server/auth/admin-action";
import type { MemberActing } from "@/lib/server/auth/require";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { told } from "./form-result";
import { ssoPaths } from "./paths";
import { samlInputOf, samlPlaces } from "./saml-input";

const noField = { revision: null };

/** The step Provider: makes the connection or changes it, then goes on. */
export const chooseProviderAction = adminAction(
  "manage_auth_integrations",
  providerForm,
  async (acting, { leaseId, connectionId, revision, ...connection }) => {
    const deps = await ssoDependencies();
    const chosen = await underLease(deps, acting, leaseId, () =>
      chooseProvider(deps, acting, { connectionId, expectedRevision: revision, connection }),
    );
    return told(chosen, noField);
  },
  (connection, acting) => redirect(ssoPaths(acting.space.slug).step(connection.id, "configure")),
);

/** The step Configure, for SAML. */
export const saveSamlAction = adminAction(
  "manage_auth_integrations",
  samlForm,
  async (acting, form) => {
    const deps = await ssoDependencies();
    const saved = await underLease(deps, acting, form.leaseId, (leaseId) =>
      saveConfiguration(deps, acting, {
        connectionId: form.connectionId,
        leaseId,
        expectedRevision: form.revision,
        input: { protocol: "saml", saml: samlInputOf(form) },
      }),
    );
    return told(saved, { ...noField, ...samlPlaces(form.source) });
  },
  goOnToPeople,
);

/** The step Configure, for OpenID Connect. */
export const saveOidcAction = adminAction(
  "manage_auth_integrations",
  oidcForm,
  async (acting, { leaseId: given, connectionId, revision, ...oidc }) => {
    const deps = await ssoDependencies();
    const saved = await underLease(deps, acting, given, (leaseId) =>
      saveConfiguration(deps, acting, {
        connectionId,
        leaseId,
        expectedRevision: revision,
        input: { protocol: "oidc", oidc: { ...oidc, logoutUrl: oidc.logoutUrl ?? "" } },
      }),
    );
    return told(saved, noField);
  },
  goOnToPeople,
);

/** The step Configure, for OAuth 2. */
export const saveOAuth2Action = adminAction(
  "manage_auth_integrations",
  oauth2Form,
  async (acting, { leaseId: given, connectionId, revision, ...oauth2 }) => {
    const deps = await ssoDependencies();
    const saved = await underLease(deps, acting, given, (leaseId) =>
      saveConfiguration(deps, acting, {
        connectionId,
        leaseId,
        expectedRevision: revision,
        input: { protocol: "oauth2", oauth2 },
      }),
    );
    return told(saved, noField);
  },
  goOnToPeople,
);

/** The step People. */
export const savePeopleAction = adminAction(
  "manage_auth_integrations",
  peopleForm,
  async (acting, { leaseId: given, connectionId, revision, ...people }, deps) => {
    const saved = await underLease(deps, acting, given, (leaseId) =>
      savePeople(deps, acting, { connectionId, leaseId, expectedRevision: revision, people }),
    );
    return told(saved, noField);
  },
  ({ connectionId }, acting) => redirect(ssoPaths(acting.space.slug).step(connectionId, "test")),
);

/**
 * Activates the version that the person saw. The first time it signs them out, so they come back by the sign-in
 * page; a new version beside a live one leaves them where they are.
 */
export const activateAction = adminAction(
  "manage_auth_integrations",
  activateForm,
  (acting, wish, deps) => activateOption(deps, acting, wish),
  ({ connectionId, firstTime }, acting) => {
    const paths = ssoPaths(acting.space.slug);
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
  (acting, { connectionId, enabled }, deps) =>
    switchOption(deps, acting, { connectionId, event: enabled ? "enable" : "disable" }),
  ({ status }): FormState => {
    refresh();
    return { ok: true, message: status === "active" ? "Enabled." : "Disabled." };
  },
);

/** Removes a connection for good; one that was in use signs the acting person out. */
export const removeAction = adminAction(
  "manage_auth_integrations",
  removeForm,
  async (acting, wish) => removeConnection(await ssoDependencies(), acting, wish),
  ({ wasInUse }, acting) => {
    const paths = ssoPaths(acting.space.slug);
    const page = `${paths.list}?done=removed`;
    return redirect(wasInUse ? paths.signInAgain("sso_removed", page) : page);
  },
);

function goOnToPeople(
  { connection, repairs, warnings }: SavedConfiguration,
  acting: MemberActing,
): FormState | SavedNotes {
  if (repairs.length === 0 && warnings.length === 0)
    redirect(ssoPaths(acting.space.slug).step(connection.id, "people"));
  return { ok: true, notes: { repairs, warnings } };
}
