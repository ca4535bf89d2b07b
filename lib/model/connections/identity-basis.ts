import type { ConfigurationSettings } from "./connection";
import type { SamlConfiguration } from "./fields/saml";
import { protocolTraits } from "./protocol-traits";

/** The settings of a connection that decide under which issuer and subject its people come. */
export interface IdentityBasis {
  issuer: string;
  /** What the provider derives its subjects from. */
  naming: string;
}

export function identityBasis(settings: ConfigurationSettings): IdentityBasis {
  switch (settings.protocol) {
    case "saml":
      return { issuer: settings.entityId, naming: samlNaming(settings) };
    // OpenID Connect Core §8.1: a provider may issue another `sub` for the same person to each client (Entra ID
    // does).
    case "oidc":
      return { issuer: settings.issuer, naming: settings.clientId };
    case "oauth2":
      return { issuer: new URL(settings.identityUrl).origin, naming: settings.subjectPath };
  }
}

/** A subject attribute identifies the person whatever the Name ID's format. */
function samlNaming({ subjectAttribute, nameIdFormat }: SamlConfiguration): string {
  return subjectAttribute ? `attribute ${subjectAttribute}` : nameIdFormat;
}

/** One text for each basis, to restore people's subjects under it. */
export function basisKey({ issuer, naming }: IdentityBasis): string {
  return JSON.stringify([issuer, naming]);
}

export interface BasisChange {
  /** In words: “entity ID”, “Name ID format” … */
  changed: string[];
  /**
   * Whether a test with the same subject as before proves that nobody is refused: a client ID changes subjects at
   * some providers only.
   */
  mayBeDisproved: boolean;
}

const words = {
  saml: { issuer: "entity ID", naming: "Name ID format" },
  oidc: { issuer: "issuer", naming: "client ID" },
  oauth2: { issuer: "identity address", naming: "path of the subject" },
} as const;

const byAttribute = { naming: "subject attribute" };
const namedByAttribute = (...versions: ConfigurationSettings[]) =>
  versions.some((settings) => settings.protocol === "saml" && !!settings.subjectAttribute);

/** What changes between two versions in how people are identified; `null` if nothing does. */
export function basisChange(before: ConfigurationSettings, after: ConfigurationSettings): BasisChange | null {
  const [was, is] = [identityBasis(before), identityBasis(after)];
  const named = { ...words[after.protocol], ...(namedByAttribute(before, after) ? byAttribute : {}) };
  const changed = (["issuer", "naming"] as const).filter((part) => was[part] !== is[part]);
  if (changed.length === 0) return null;
  return {
    changed: changed.map((part) => named[part]),
    mayBeDisproved: protocolTraits[after.protocol].keepsSubjects && was.issuer === is.issuer,
  };
}

/**
 * Whether a subject of one version may be another person's of the other: the issuer is the same, but people are named by
 * another attribute of theirs. The employee 1001 is not the person whom the provider called 1001 before.
 */
export function namesAnew(before: ConfigurationSettings, after: ConfigurationSettings): boolean {
  const [was, is] = [identityBasis(before), identityBasis(after)];
  if (was.issuer !== is.issuer || was.naming === is.naming) return false;
  return after.protocol === "oauth2" || namedByAttribute(before, after);
}
