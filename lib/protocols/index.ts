import type { ConfigurationSettings } from "@/lib/model/connections/connection";
import type { Protocol } from "@/lib/model/sign-in/identity";
import { oauth2 } from "./oauth2/module";
import { oidc } from "./oidc/module";
import type { ProtocolModule, SettingsFacts } from "./protocol-module";
import { saml } from "./saml/module";

/** The protocols that a connection can use, and their modules. */
export const protocolModules: Record<Protocol, ProtocolModule> = { saml, oidc, oauth2 };

/** The facts of settings, in the terms that all protocols share. */
export function factsOf(settings: ConfigurationSettings): SettingsFacts {
  return protocolModules[settings.protocol].facts(settings);
}
