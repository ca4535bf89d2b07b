import { scimLimits } from "../limits";
import { checkSchemas, messages } from "../messages";
import { isObject, type JsonObject, member } from "../read-json";
import { quoted, ScimFault, wrong } from "../scim-fault";

export const bulkMethods = ["POST", "PUT", "PATCH", "DELETE"] as const;
export type BulkMethod = (typeof bulkMethods)[number];

/** One operation of a Bulk request. */
export interface BulkOperation {
  method: BulkMethod;
  bulkId: string | null;
  /** As sent: `/Users`, `/Users/{id}`, `/Groups/bulkId:x`. */
  path: string;
  /** The version that the resource must have: as `If-Match`. */
  version: string | null;
  data: JsonObject | null;
}

export interface Bulk {
  operations: BulkOperation[];
  /** Stop after this many failures; `null`: never. */
  failOnErrors: number | null;
}

/** Reads a Bulk request (RFC 7644 §3.7). Throws a fault for one that cannot be begun. */
export function readBulk(body: JsonObject): Bulk {
  checkSchemas(body, messages.bulk);
  const sent = member(body, "Operations");
  if (!Array.isArray(sent)) throw wrong("invalidSyntax", "A Bulk request needs a list of Operations.");
  if (sent.length > scimLimits.bulkOperations)
    throw new ScimFault(
      413,
      "tooMany",
      `A Bulk request may have ${scimLimits.bulkOperations} operations at most.`,
    );
  const failOnErrors = member(body, "failOnErrors");
  if (failOnErrors !== undefined && (!Number.isInteger(failOnErrors) || (failOnErrors as number) < 1))
    throw wrong("invalidValue", "failOnErrors must be a whole number from 1.");
  const operations = sent.map(readOperation);
  const ids = operations.flatMap(({ bulkId }) => bulkId ?? []);
  if (new Set(ids).size < ids.length) throw wrong("invalidValue", "A bulkId stands for two operations.");
  return { operations, failOnErrors: failOnErrors === undefined ? null : (failOnErrors as number) };
}

function readOperation(sent: unknown): BulkOperation {
  if (!isObject(sent)) throw wrong("invalidSyntax", `${quoted(sent)} is not an operation.`);
  const name = member(sent, "method");
  const method = bulkMethods.find((known) => typeof name === "string" && name.toUpperCase() === known);
  if (!method) throw wrong("invalidSyntax", `${quoted(name ?? "")} is not a method of a Bulk request.`);
  const path = member(sent, "path");
  if (typeof path !== "string" || !path.startsWith("/"))
    throw wrong("invalidSyntax", `${quoted(path ?? "")} is not the path of an operation.`);
  const bulkId = member(sent, "bulkId");
  const data = member(sent, "data");
  const version = member(sent, "version");
  if (method === "POST" && typeof bulkId !== "string")
    throw wrong("invalidSyntax", "A POST within a Bulk request needs a bulkId.");
  if (method !== "DELETE" && !isObject(data))
    throw wrong("invalidSyntax", "An operation of a Bulk request needs data.");
  return {
    method,
    bulkId: typeof bulkId === "string" ? bulkId : null,
    path,
    version: typeof version === "string" ? version : null,
    data: isObject(data) ? data : null,
  };
}
