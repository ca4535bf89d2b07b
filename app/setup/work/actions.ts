"use server";

import { redirect } from "next/navigation";
import type { SavedConfiguration } from "@/lib/features/connections/save-configuration";
import type { SetupActing } from "@/lib/features/setup-links/open-setup-link";
import {
  finishSetup,
  renewSecretBySetupLink,
  saveBySetupLink,
} from "@/lib/features/setup-links/work-by-setup-link";
import type { FormState } from "@/lib/schemas/form-state";
import { oauth2Form } from "@/lib/schemas/oauth2-form";
import { renewSamlForm, renewSecretForm, setupWorkForm } from "@/lib/schemas/setup-link";
import { oidcForm, type SavedNotes, samlForm } from "@/lib/schemas/sso-forms";
import { setupAction } from "@/lib/server/auth/setup-access";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { told } from "../../[space]/admin/security/sso/form-result";
import { samlInputOf, samlPlaces } from "../../[space]/admin/security/sso/saml-input";
import { setupPaths } from "../paths";

const noField = { revision: null };

/** The provider's SAML values. */
export const saveSetupSamlAction = setupAction(
  samlForm,
  async (acting, form) => {
    const { connectionId, revision } = form;
    const saved = await saveBySetupLink(await ssoDependencies(), acting, {
      connectionId,
      revision,
      input: { protocol: "saml", saml: samlInputOf(form) },
    });
    return told(saved, { ...noField, ...samlPlaces(form.source) });
  },
  goOnToTest,
);

/** The provider's OpenID values. */
export const saveSetupOidcAction = setupAction(
  oidcForm,
  async (acting, { leaseId: _none, connectionId, revision, ...oidc }) => {
    const input = { protocol: "oidc", oidc: { ...oidc, logoutUrl: oidc.logoutUrl ?? "" } } as const;
    return told(
      await saveBySetupLink(await ssoDependencies(), acting, { connectionId, revision, input }),
      noField,
    );
  },
  goOnToTest,
);

/** The tool's values. Which ones there are depends on the authentication method. */
export const saveSetupOAuth2Action = setupAction(
  oauth2Form,
  async (acting, { leaseId: _none, connectionId, revision, ...oauth2 }) => {
    const input = { protocol: "oauth2", oauth2 } as const;
    return told(
      await saveBySetupLink(await ssoDependencies(), acting, { connectionId, revision, input }),
      noField,
    );
  },
  goOnToTest,
);

/** A new certificate for a connection that is there. */
export const renewSamlAction = setupAction(
  renewSamlForm,
  async (acting, { connectionId, revision, metadataUrl, metadataXml, certificates, kept }) => {
    const saml = metadataXml?.trim()
      ? { metadataXml }
      : metadataUrl
        ? { metadataUrl }
        : { certificates: [...kept, certificates ?? ""].filter((text) => text.trim() !== "") };
    const input = { protocol: "saml", saml } as const;
    return told(
      await saveBySetupLink(await ssoDependencies(), acting, { connectionId, revision, input }),
      noField,
    );
  },
  goOnToTest,
);

/** A new client secret for a connection that is there. */
export const renewSecretAction = setupAction(
  renewSecretForm,
  async (acting, { connectionId, revision, clientSecret }) => {
    const wish = { connectionId, revision, clientSecret };
    return told(await renewSecretBySetupLink(await ssoDependencies(), acting, wish), noField);
  },
  goOnToTest,
);

/** The outside administrator is done: their contact is told. */
export const finishSetupAction = setupAction(
  setupWorkForm,
  (acting, _input, deps) => finishSetup(deps, acting),
  (_value, acting) => redirect(setupPaths(acting.link.id).step("done")),
);

function goOnToTest({ repairs, warnings }: SavedConfiguration, acting: SetupActing): FormState | SavedNotes {
  if (repairs.length === 0 && warnings.length === 0) redirect(setupPaths(acting.link.id).step("test"));
  return { ok: true, notes: { repairs, warnings } };
}
