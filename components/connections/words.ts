import type { Binding, LoginFlow, Signed } from "@/lib/model/connections/connection";
import type { Role } from "@/lib/model/people/roles";
import type { FixedBy } from "@/lib/model/refusals/validation-result";
import { nameIdFormats } from "@/lib/protocols/providers/provider";

export const protocolWords = { saml: "SAML 2.0", oidc: "OpenID Connect", oauth2: "OAuth 2" } as const;

export const roleWords: Record<Role, string> = {
  reader: "Reader",
  editor: "Editor",
  admin: "Administrator",
};

export const bindingWords: Record<Binding, string> = {
  redirect: "HTTP Redirect",
  post: "HTTP POST",
};

export const flowWords: Record<LoginFlow, string> = {
  sp: "From here only (SP-initiated)",
  idp: "From the provider only (IdP-initiated)",
  both: "From here and from the provider",
};

export const signedWords: Record<Signed, string> = {
  both: "Response and assertion",
  assertion: "The assertion",
  response: "The response",
  either: "At least one of the two",
};

export const formatWords: Record<string, string> = {
  [nameIdFormats.email]: "E-mail address",
  [nameIdFormats.persistent]: "Persistent identifier",
  [nameIdFormats.unspecified]: "Unspecified",
};

/** Who can mend something, in words. */
export function fixedByWords(fixedBy: FixedBy, providerName: string): string {
  const words: Record<FixedBy, string> = {
    identity_provider: `Whoever manages ${providerName}`,
    gatehouse_configuration: "You, in the settings here",
    person: "The person who signs in",
    operator: "The company that runs this application",
  };
  return words[fixedBy];
}
