"use server";

import { redirect } from "next/navigation";
import type { SavedConfiguration } from "@/lib/features/connections/save-configuration";
import { activateBySetupLink } from "@/lib/features/setup-links/activate-by-setup-link";
import { chooseBySetupLink } from "@/lib/features/setup-links/choose-by-setup-link";
import type { SetupLinkContext } from "@/lib/features/setup-links/open-setup-link";
import {
  finishSetup,
  renewSecretBySetupLink,
  saveBySetupLink,
} from "@/lib/features/setup-links/work-by-setup-link";
import type { FormState } from "@/lib/schemas/form-state";
import { oauth2Form } from "@/lib/schemas/oauth2-form";
import {
  renewSamlForm,
  renewSecretForm,
  setupActivateForm,
  setupProviderForm,
  setupWorkForm,
} from "@/lib/schemas/setup-link";
import { oidcForm, type SavedNotes, samlForm } from "@/lib/schemas/sso-forms";
import { setupAction } from "@/lib/server/auth/setup-access";
import { ssoDependencies } from "@/lib/server/process/sso-dependencies";
import { formResult } from "../../[space]/admin/security/sso/form-result";
import { samlInputOf, samlPlaces } from "../../[space]/admin/security/sso/saml-input";
import { setupPaths } from "../paths";

const noField = { revision: null };

/** The provider, by a link for the space. */
export const chooseSetupProviderAction = setupAction(
  setupProviderForm,
  async (ctx, { connectionId: _own, revision, ...connection }) =>
    formResult(await chooseBySetupLink(await ssoDependencies(), ctx, { revision, connection }), noField),
  (_connection, ctx) => redirect(setupPaths(ctx.link.id).step("configure")),
);

/** The provider's SAML values. */
export const saveSetupSamlAction = setupAction(
  samlForm,
  async (ctx, form) => {
    const { connectionId, revision } = form;
    const saved = await saveBySetupLink(await ssoDependencies(), ctx, {
      connectionId,
      revision,
      input: { protocol: "saml", values: samlInputOf(form) },
    });
    return formResult(saved, { ...noField, ...samlPlaces(form.source) });
  },
  goOnToTest,
);

/** The provider's OpenID values. */
export const saveSetupOidcAction = setupAction(
  oidcForm,
  async (ctx, { leaseId: _none, connectionId, revision, ...oidc }) => {
    const input = { protocol: "oidc", values: oidc } as const;
    return formResult(
      await saveBySetupLink(await ssoDependencies(), ctx, { connectionId, revision, input }),
      noField,
    );
  },
  goOnToTest,
);

/** The tool's values. The authentication method decides which ones there are. */
export const saveSetupOAuth2Action = setupAction(
  oauth2Form,
  async (ctx, { leaseId: _none, connectionId, revision, ...oauth2 }) => {
    const input = { protocol: "oauth2", values: oauth2 } as const;
    return formResult(
      await saveBySetupLink(await ssoDependencies(), ctx, { connectionId, revision, input }),
      noField,
    );
  },
  goOnToTest,
);

/** A new certificate for an existing connection. */
export const renewSamlAction = setupAction(
  renewSamlForm,
  async (ctx, { connectionId, revision, metadataUrl, metadataXml, certificates, kept }) => {
    const saml = metadataXml?.trim()
      ? { metadataXml }
      : metadataUrl
        ? { metadataUrl }
        : { certificates: [...kept, certificates ?? ""].filter((text) => text.trim() !== "") };
    const input = { protocol: "saml", values: saml } as const;
    return formResult(
      await saveBySetupLink(await ssoDependencies(), ctx, { connectionId, revision, input }),
      {
        ...noField,
        // There is no field to choose in: it must be the connection's provider.
        entityId: metadataXml?.trim() ? "metadataXml" : "metadataUrl",
      },
    );
  },
  goOnToTest,
);

/** A new client secret for an existing connection. */
export const renewSecretAction = setupAction(
  renewSecretForm,
  async (ctx, { connectionId, revision, clientSecret }) => {
    const input = { connectionId, revision, clientSecret };
    return formResult(await renewSecretBySetupLink(await ssoDependencies(), ctx, input), noField);
  },
  goOnToTest,
);

/** The outside administrator is done: their contact is notified. */
export const finishSetupAction = setupAction(
  setupWorkForm,
  (ctx, _input, deps) => finishSetup(deps, ctx),
  (_value, ctx) => redirect(setupPaths(ctx.link.id).step("done")),
);

/** Activates what has passed its test, by a link that may. */
export const activateSetupAction = setupAction(
  setupActivateForm,
  (ctx, input, deps) => activateBySetupLink(deps, ctx, input),
  (_value, ctx) => redirect(setupPaths(ctx.link.id).step("done")),
);

function goOnToTest(
  { repairs, warnings }: SavedConfiguration,
  ctx: SetupLinkContext,
): FormState | SavedNotes {
  if (repairs.length === 0 && warnings.length === 0) redirect(setupPaths(ctx.link.id).step("test"));
  return { ok: true, notes: { repairs, warnings } };
}
