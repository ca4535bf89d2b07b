import { idpEntityId, now, ourKey, providerKey } from "../../testing/scene";
import { type Signer, signElement } from "../../testing/sign-xml";
import type { LogoutSettings } from "../logout-settings";
import { byRedirect as carryByRedirect, type RedirectOptions } from "./carry-message";
import { type LogoutFacts, logoutFacts, requestXml, responseXml } from "./logout-xml";

export const sloUrl = "https://gatehouse.example/api/sso/saml/conn_one/slo";

export function logoutSettings(changes: Partial<LogoutSettings> = {}): LogoutSettings {
  return {
    idpEntityId,
    certificates: [providerKey.certificatePem],
    decryptionKeys: [{ privateKeyPem: ourKey.privateKeyPem }],
    clockSkewSeconds: 180,
    sloUrl,
    ...changes,
  };
}

const goodFacts = (changes: Partial<LogoutFacts>): LogoutFacts =>
  logoutFacts({ now, issuer: idpEntityId, destination: sloUrl }, changes);

/** A LogoutRequest of the scene's provider, unsigned. */
export const logoutRequestXml = (changes: Partial<LogoutFacts> = {}): string =>
  requestXml(goodFacts(changes));

/** A LogoutResponse of the scene's provider, unsigned. */
export const logoutResponseXml = (changes: Partial<LogoutFacts> = {}): string =>
  responseXml(goodFacts(changes));

/** Sends a message by HTTP-Redirect, signed by the scene's provider. */
export const byRedirect = (xml: string, options: Partial<RedirectOptions> = {}) =>
  carryByRedirect(xml, { key: providerKey, ...options });

/** Signs a message within itself. */
export function signed(xml: string, signer: Partial<Signer> = {}): string {
  const id = / ID="([^"]+)"/.exec(xml)?.[1] ?? "";
  return signElement(xml, id, { key: providerKey, ...signer });
}
