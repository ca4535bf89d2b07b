import { inflateRawSync } from "node:zlib";
import type { SAMLJackson } from "@boxyhq/saml-jackson";
import type { Binding } from "@/lib/model/connections/choices";
import type { SamlRegistry } from "@/lib/ports/saml-registry";
import { withDocument } from "@/lib/protocols/saml/xml/document";
import { type JacksonSettings, loadJackson } from "./load-jackson";
import { SamlRegistryError } from "./registry-error";

// Jackson refuses an entity ID that another tenant of its own has, and two of our customers may well share one
// (Google Workspace, a group's ADFS). So all are one tenant to it, and each configuration is a product.
const tenant = "gatehouse";

/**
 * The connection registry and the outgoing half of SAML, on @boxyhq/saml-jackson. Nothing here validates an answer.
 *
 * All three throw {@link SamlRegistryError}; `authnRequest` does with the code `not_registered` if the configuration
 * is not registered. Not to be called within a transaction: see {@link JacksonSettings.storage}.
 */
export function samlRegistry(settings: JacksonSettings): SamlRegistry {
  const redirectUrl = `${settings.appUrl}/api/sso/finish`;

  return {
    async register(configuration) {
      const { connectionAPIController: connections } = await loadJackson(settings);
      const product = configuration.configurationId;
      await attempt(async () => {
        const { clientID } = await connections.createSAMLConnection({
          tenant,
          product,
          rawMetadata: configuration.idpMetadataXml,
          defaultRedirectUrl: redirectUrl,
          redirectUrl: [redirectUrl],
          identifierFormat: configuration.nameIdFormat,
          forceAuthn: configuration.forceAuthn,
          acsUrlOverride: configuration.acsUrl,
          samlAudienceOverride: configuration.spEntityId,
        });
        // Its key contains the entity ID: registered again with another one, a product would have two connections.
        for (const other of await connections.getConnections({ tenant, product })) {
          if (other.clientID !== clientID) {
            await connections.deleteConnections({
              clientID: other.clientID,
              clientSecret: other.clientSecret,
            });
          }
        }
      });
    },

    async remove(configurationId) {
      const { connectionAPIController: connections } = await loadJackson(settings);
      await attempt(() => connections.deleteConnections({ tenant, product: configurationId }));
    },

    async authnRequest({ configurationId, binding, forceAuthn }) {
      const { oauthController } = await loadJackson(settings);
      // Never an idp_hint: it would name any connection of any customer.
      const answer = await attempt(() =>
        oauthController.authorize({
          tenant,
          product: configurationId,
          client_id: "dummy",
          redirect_uri: redirectUrl,
          response_type: "code",
          state: "unused",
          code_challenge: "",
          code_challenge_method: "",
          forceAuthn: forceAuthn ? "true" : "false",
        }),
      );
      const sent = unwrap(answer, redirectUrl);
      if (sent.binding !== binding) {
        throw new SamlRegistryError("other_binding", `registered for ${sent.binding}, asked for ${binding}`);
      }
      return { xml: sent.xml, ssoUrl: destinationOf(sent.xml) };
    },
  };
}

type Answer = Awaited<ReturnType<SAMLJackson["oauthController"]["authorize"]>>;

/** Extracts the request from the address or form that Jackson created for a browser. */
function unwrap(answer: Answer, redirectUrl: string): { binding: Binding; xml: string } {
  const { redirect_url: address, authorize_form: form } = answer;
  if (form) {
    const value = form.match(/name="SAMLRequest" value="([A-Za-z0-9+/=]+)"/)?.[1];
    if (value) return { binding: "post", xml: Buffer.from(value, "base64").toString("utf8") };
  }
  if (address && !address.startsWith(`${redirectUrl}?`)) {
    const value = new URL(address).searchParams.getAll("SAMLRequest").at(-1);
    if (value)
      return { binding: "redirect", xml: inflateRawSync(Buffer.from(value, "base64")).toString("utf8") };
  }
  // Errors come as an address of ours, to be shown to an OAuth client; there is none.
  const problem = address ? new URL(address).searchParams.get("error_description") : null;
  throw new SamlRegistryError("refused", problem ?? "no request in the answer");
}

/** The Destination, because the form's action was encoded twice. */
function destinationOf(xml: string): string {
  const destination = withDocument(Buffer.from(xml, "utf8"), ({ root }) => root.attr("Destination")?.value);
  if (!destination) throw new SamlRegistryError("refused", "a request without a Destination");
  return destination;
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw SamlRegistryError.from(cause);
  }
}
