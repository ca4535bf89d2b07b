import type { ServerResponse } from "node:http";
import { certificateBody } from "@/lib/protocols/saml/certificates/certificates";

/** The provider's metadata: both keys of a rollover, sign-on and logout by both bindings. */
export function metadataXml(input: {
  url: string;
  entityId: string;
  certificates: readonly string[];
  validUntil?: string;
}): string {
  const keys = input.certificates.map(
    (pem) =>
      `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificateBody(pem)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  );
  const until = input.validUntil ? ` validUntil="${input.validUntil}"` : "";
  const service = (element: string, path: string) =>
    ["HTTP-Redirect", "HTTP-POST"]
      .map(
        (name) =>
          `<md:${element} Binding="urn:oasis:names:tc:SAML:2.0:bindings:${name}" Location="${input.url}${path}"/>`,
      )
      .join("");
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${input.entityId}"${until}>
<md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
${keys.join("\n")}
${service("SingleLogoutService", "/slo")}
<md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
${service("SingleSignOnService", "/sso")}
</md:IDPSSODescriptor></md:EntityDescriptor>`;
}

const xml = { "content-type": "application/samlmetadata+xml" };

/** Metadata addresses with unusual or faulty answers, by `?shape=`. */
export function answerShaped(
  response: ServerResponse,
  shape: string,
  good: Parameters<typeof metadataXml>[0],
): void {
  switch (shape) {
    case "html":
      response
        .writeHead(200, { "content-type": "text/html" })
        .end("<!doctype html><title>Sign in</title><p>Sign in to see this page.</p>");
      return;
    case "sp":
      response.writeHead(200, xml).end(
        metadataXml(good)
          .replaceAll("IDPSSODescriptor", "SPSSODescriptor")
          .replace(/<md:Single[^>]*>/g, ""),
      );
      return;
    case "expired":
      response.writeHead(200, xml).end(metadataXml({ ...good, validUntil: "2020-01-01T00:00:00Z" }));
      return;
    case "no-certificate":
      response.writeHead(200, xml).end(metadataXml({ ...good, certificates: [] }));
      return;
    case "second-only":
      response.writeHead(200, xml).end(metadataXml({ ...good, certificates: good.certificates.slice(1) }));
      return;
    case "huge":
      response.writeHead(200, xml).end(`<!-- ${"x".repeat(10_000_000)} -->`);
      return;
    case "slow":
      response.writeHead(200, xml);
      response.write("<md:EntityDescriptor");
      return;
    case "redirect":
      response.writeHead(302, { location: "http://169.254.169.254/latest/meta-data" }).end();
      return;
    default:
      response.writeHead(200, xml).end(metadataXml(good));
  }
}
