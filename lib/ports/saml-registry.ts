import type { Binding } from "@/lib/model/connections/choices";

/**
 * The connection registry and outgoing half of SAML. What comes back is validated by `lib/protocols/saml`, never here.
 */
export interface SamlRegistry {
  /** Makes a configuration known; doing it again changes nothing. */
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
   * The request for a registered configuration, before our own signature is put on it.
   * Throws if the configuration is not registered.
   */
  authnRequest(input: {
    configurationId: string;
    binding: Binding;
    forceAuthn: boolean;
  }): Promise<{ xml: string; ssoUrl: string }>;
}
