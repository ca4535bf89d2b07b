import type { SamlInput } from "@/lib/schemas/connection";
import type { SamlForm, SamlSource } from "@/lib/schemas/sso-forms";

/** The parts of the form that count: the chosen way of entering the values, and the settings under Advanced. */
export function samlInputOf(form: SamlForm): SamlInput {
  const { metadataUrl, metadataXml, metadataFile, entityId, loginUrl, certificates, kept, ...others } = form;
  const { providerEntityId, ...rest } = others;
  const chosen = providerEntityId ? { entityId: providerEntityId } : {};
  const { leaseId: _l, connectionId: _c, revision: _r, source, ...advanced } = rest;
  switch (source) {
    case "url":
      return { ...advanced, ...chosen, metadataUrl };
    case "file":
      return { ...advanced, ...chosen, metadataXml: metadataFile };
    case "xml":
      return { ...advanced, ...chosen, metadataXml };
    case "fields":
      return {
        ...advanced,
        // Values by hand: the document is not read any more, or it would overwrite them.
        metadataUrl: "",
        entityId,
        loginUrl,
        certificates: [...kept, certificates ?? ""].filter((text) => text.trim() !== ""),
      };
  }
}

/** Where the form shows a problem of the metadata document, or of its contents. */
export function samlPlaces(source: SamlSource): Record<string, string> {
  switch (source) {
    case "url":
      return { entityId: "providerEntityId", loginUrl: "metadataUrl", certificates: "metadataUrl" };
    case "file":
      return {
        metadataXml: "metadataFile",
        entityId: "providerEntityId",
        loginUrl: "metadataFile",
        certificates: "metadataFile",
      };
    case "xml":
      return { entityId: "providerEntityId", loginUrl: "metadataXml", certificates: "metadataXml" };
    case "fields":
      return {};
  }
}
