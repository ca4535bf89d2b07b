import { listBody } from "./answers";
import { scimLimits } from "./limits";
import type { Attribute, ResourceType, Schema } from "./schema/attribute";
import { groupType } from "./schema/group";
import { userType } from "./schema/user";
import { ScimFault } from "./scim-fault";

const types: readonly ResourceType[] = [userType, groupType];

/** What this service can do (RFC 7643 §5). */
export function serviceProviderConfig(base: string) {
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"],
    patch: { supported: true },
    bulk: {
      supported: true,
      maxOperations: scimLimits.bulkOperations,
      maxPayloadSize: scimLimits.bodyBytes,
    },
    filter: { supported: true, maxResults: scimLimits.page },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: "oauthbearertoken",
        name: "Bearer token",
        description: "The directory's token in the header Authorization.",
        specUri: "https://www.rfc-editor.org/rfc/rfc6750",
        primary: true,
      },
    ],
    meta: { resourceType: "ServiceProviderConfig", location: `${base}/ServiceProviderConfig` },
  };
}

/** The types of resources, or the one with this name (RFC 7643 §6). */
export function resourceTypes(base: string, name: string | null) {
  const all = types.map((type) => ({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:ResourceType"],
    id: type.name,
    name: type.name,
    endpoint: type.endpoint,
    description: type.description,
    schema: type.core.id,
    ...(type.extensions.length > 0
      ? { schemaExtensions: type.extensions.map(({ id }) => ({ schema: id, required: false })) }
      : {}),
    meta: { resourceType: "ResourceType", location: `${base}/ResourceTypes/${type.name}` },
  }));
  return name === null ? listBody(all, all.length, 1) : one(all, name);
}

/** The schemas, or the one with this address (RFC 7643 §7). */
export function schemaDocuments(base: string, id: string | null) {
  const all = types
    .flatMap(({ core, extensions }) => [core, ...extensions])
    .map((schema) => ({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:Schema"],
      ...schemaDocument(schema),
      meta: { resourceType: "Schema", location: `${base}/Schemas/${schema.id}` },
    }));
  return id === null ? listBody(all, all.length, 1) : one(all, id);
}

function one<T extends { id: string }>(all: readonly T[], id: string): T {
  const found = all.find((document) => document.id.toLowerCase() === id.toLowerCase());
  if (!found) throw new ScimFault(404, null, "There is no such document.");
  return found;
}

function schemaDocument({ id, name, description, attributes }: Schema) {
  return { id, name, description, attributes: attributes.map(describe) };
}

/** Every characteristic in full, as RFC 7643 §7 demands. */
function describe(attribute: Attribute): object {
  return {
    name: attribute.name,
    type: attribute.type,
    multiValued: attribute.multiValued ?? false,
    description: attribute.description,
    required: attribute.required ?? false,
    ...(attribute.canonicalValues ? { canonicalValues: attribute.canonicalValues } : {}),
    ...(attribute.type === "complex" ? {} : { caseExact: attribute.caseExact ?? false }),
    mutability: attribute.mutability ?? "readWrite",
    returned: attribute.returned ?? "default",
    ...(attribute.type === "complex" ? {} : { uniqueness: attribute.uniqueness ?? "none" }),
    ...(attribute.referenceTypes ? { referenceTypes: attribute.referenceTypes } : {}),
    ...(attribute.subAttributes ? { subAttributes: attribute.subAttributes.map(describe) } : {}),
  };
}
