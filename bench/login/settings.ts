import { nameIdFormats } from "@/lib/model/connections/choices";
import type { ConfigurationSettings, OptionSettings } from "@/lib/model/connections/connection";
import { initialsOf } from "@/lib/model/connections/fields/field";
import { oidcFields } from "@/lib/model/connections/fields/oidc";
import { samlFields } from "@/lib/model/connections/fields/saml";
import { type BenchProtocol, named, samlLoginUrl } from "./names";

export interface WorldSettings {
  /** As in the server's settings. */
  encryptionKeys: string;
  samlCertificate: string;
  oidcIssuer: string;
}

/** The creation time of all rows. */
export const createdAt = new Date("2026-01-01T00:00:00.000Z");

/** The settings of every sign-in option of the bench: one rule, so that groups are checked. */
export const optionSettings: OptionSettings = {
  attributes: { email: null, firstName: null, lastName: null, groups: null },
  groupSeparator: null,
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
  return protocol === "oidc"
    ? {
        ...initialsOf(oidcFields),
        logoutUrl: null,
        protocol,
        issuer: world.oidcIssuer,
        clientId: named.clientId(space),
        tokenEndpointAuthMethod: null,
      }
    : {
        ...initialsOf(samlFields),
        logoutUrl: null,
        protocol,
        entityId: named.samlEntityId(space),
        loginUrl: samlLoginUrl,
        binding: "redirect",
        certificates: [world.samlCertificate],
        nameIdFormat: nameIdFormats.email,
        signed: "both",
        metadataUrl: null,
      };
}
