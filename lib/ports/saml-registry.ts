import type { Binding } from "@/lib/model/connections/choices";

/** The connection registry and outgoing half of SAML. `lib/protocols/saml` validates answers, never this. */
export interface SamlRegistry {
  /** Registers a configuration; repeating it changes nothing. */
  register(configuration: {
    configurationId: string;
    idpMetadataXml: string;
    spEntityId: string;
    acsUrl: string;
    nameIdFormat: string;
    forceAuthn: boolean;
  }): Promise<void>;
  remove(configurationId: string): Promise<void>;
  /**
   * The request for a registered configuration, before our own signature is added. Throws if the configuration is not
   * registered.
   */
  authnRequest(input: {
    configurationId: string;
    binding: Binding;
    forceAuthn: boolean;
  }): Promise<{ xml: string; ssoUrl: string }>;
}
