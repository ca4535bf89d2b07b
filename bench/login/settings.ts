import type { ConfigurationSettings, OptionSettings } from "@/lib/model/connections/connection";
import { type BenchProtocol, named, samlLoginUrl } from "./names";

export interface WorldSettings {
  /** As the server is told it. */
  encryptionKeys: string;
  samlCertificate: string;
  oidcIssuer: string;
}

/** When everything was made. */
export const createdAt = new Date("2026-01-01T00:00:00.000Z");

/** What every sign-in option of the bench says: one rule, so that groups are looked at. */
export const optionSettings: OptionSettings = {
  attributes: { email: null, firstName: null, lastName: null, groups: null },
  rules: [{ attribute: "groups", operator: "equals", value: "editors", role: "editor", teams: [] }],
  missingRole: "default",
  defaultRole: "reader",
  defaultTeams: [],
  ceiling: "editor",
  provisioning: true,
  validation: "automatic",
};

/** The live version of a connection. */
export function settingsOf(
  space: number,
  protocol: BenchProtocol,
  world: WorldSettings,
): ConfigurationSettings {
  const common = { logoutUrl: null, loginFlow: "sp", forceReauthentication: false } as const;
  return protocol === "oidc"
    ? {
        ...common,
        protocol,
        issuer: world.oidcIssuer,
        clientId: named.clientId(space),
        scopes: ["openid", "email", "profile"],
        tokenEndpointAuthMethod: null,
      }
    : {
        ...common,
        protocol,
        entityId: named.samlEntityId(space),
        loginUrl: samlLoginUrl,
        binding: "redirect",
        certificates: [world.samlCertificate],
        nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
        signed: "both",
        refuseEndedCertificates: false,
        metadataUrl: null,
      };
}
