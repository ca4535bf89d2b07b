import { certificateBody } from "../certificates/certificates";
import { ns } from "../xml/names";
import { keyDescriptor } from "./write-sp-metadata";
import { bindings, escapeXml, metadataNs } from "./xml";

/** The single fields of an identity provider. */
export interface IdpFields {
  entityId: string;
  loginUrl: string;
  binding: keyof typeof bindings;
  /** PEM. */
  certificates: readonly string[];
}

/**
 * Writes the minimal metadata that describes an identity provider, from a connection's single fields. It names the
 * chosen binding only: Jackson uses the redirect address if there is one.
 *
 * @returns the document without an XML declaration
 */
export function writeIdpMetadata({ entityId, loginUrl, binding, certificates }: IdpFields): string {
  const lines = [
    `<md:EntityDescriptor xmlns:md="${metadataNs}" entityID="${escapeXml(entityId)}">`,
    `  <md:IDPSSODescriptor protocolSupportEnumeration="${ns.protocol}">`,
    ...certificates.flatMap((pem) => keyDescriptor("signing", certificateBody(pem), [])),
    `    <md:SingleSignOnService Binding="${bindings[binding]}" Location="${escapeXml(loginUrl)}"/>`,
    "  </md:IDPSSODescriptor>",
    "</md:EntityDescriptor>",
  ];
  return lines.join("\n");
}
