import type { SamlConfiguration } from "@/lib/model/connections/fields/saml";
import { serviceProviderAddresses } from "@/lib/model/connections/service-provider";
import type { SsoDependencies } from "@/lib/ports/sso-dependencies";
import { providerOf } from "@/lib/protocols/providers/catalogue";
import { type AuthnRequestInput, postRequest, redirectRequest } from "@/lib/protocols/saml/authn-request";
import { writeIdpMetadata } from "@/lib/protocols/saml/metadata/write-idp-metadata";
import { signingKeyOf } from "@/lib/protocols/saml/signing-key";
import { ownSettings } from "../own-settings";
import type { BeginInput, BeginResult } from "../protocol-module";

/** Registers a version in the registry. The registry is a copy: it can be rebuilt at any time. */
async function registerConfiguration(
  deps: SsoDependencies,
  { connection, configuration }: BeginInput,
  settings: SamlConfiguration & { loginUrl: string },
): Promise<void> {
  const { entityId, acsUrl } = serviceProviderAddresses(deps.appUrl, connection, "");
  await deps.registry.register({
    configurationId: configuration.id,
    idpMetadataXml: writeIdpMetadata(settings),
    spEntityId: entityId,
    acsUrl,
    nameIdFormat: settings.nameIdFormat,
    forceAuthn: settings.forceReauthentication,
  });
}

/** The registry's AuthnRequest with our own ID and the connection's own signature, ready to send by its binding. */
export async function beginSaml(deps: SsoDependencies, begun: BeginInput): Promise<BeginResult> {
  const { connection, configuration, loginHint } = begun;
  const settings = ownSettings("saml", configuration.settings);
  const { loginUrl } = settings;
  if (loginUrl === null)
    return { ok: false, code: "start_at_provider", received: "no login URL", expected: "a login URL" };
  await registerConfiguration(deps, begun, { ...settings, loginUrl });
  const { xml, ssoUrl } = await deps.registry.authnRequest({
    configurationId: configuration.id,
    binding: settings.binding,
    forceAuthn: settings.forceReauthentication,
  });
  const by = providerOf(connection.provider).samlLoginHint;
  const input: AuthnRequestInput = {
    xml,
    loginUrl: ssoUrl,
    relayState: begun.attemptId,
    key: await signingKeyOf(deps, connection),
    requestId: `_${deps.secrets.secret()}`,
    issuedAt: deps.now(),
    forceAuthn: settings.forceReauthentication,
    nameIdFormat: settings.nameIdFormat,
    contexts: begun.requested?.acrValues.filter((value) => URL.canParse(value)) ?? [],
    loginHint: by && loginHint ? { email: loginHint, by } : null,
  };
  if (settings.binding === "redirect") {
    const { requestId, url } = redirectRequest(input);
    return { ok: true, requestId, redirect: { kind: "redirect", url }, secrets: null };
  }
  const { requestId, action, fields } = postRequest(input);
  return { ok: true, requestId, redirect: { kind: "form", action, fields: { ...fields } }, secrets: null };
}
