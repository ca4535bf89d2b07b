import { foldAscii } from "@/lib/model/text/fold";
import { type JsonObject, member } from "./read-json";
import { quoted, wrong } from "./scim-fault";

/** The addresses of the protocol's messages (RFC 7644 §8.2). */
export const messages = {
  list: "urn:ietf:params:scim:api:messages:2.0:ListResponse",
  search: "urn:ietf:params:scim:api:messages:2.0:SearchRequest",
  patch: "urn:ietf:params:scim:api:messages:2.0:PatchOp",
  bulk: "urn:ietf:params:scim:api:messages:2.0:BulkRequest",
  bulkAnswer: "urn:ietf:params:scim:api:messages:2.0:BulkResponse",
  error: "urn:ietf:params:scim:api:messages:2.0:Error",
} as const;

/**
 * Refuses a body that says it is something else than `expected`: SCIM 1.1, or another resource. A body that says
 * nothing is taken for what was asked for.
 */
export function checkSchemas(body: JsonObject, expected: string): void {
  const sent = member(body, "schemas");
  if (sent === undefined || sent === null) return;
  const list = (Array.isArray(sent) ? sent : [sent]).filter((entry) => typeof entry === "string");
  if (list.length === 0 || list.some((entry) => foldAscii(entry) === foldAscii(expected))) return;
  const old = list.find((entry) => foldAscii(entry).startsWith("urn:scim:schemas:"));
  throw wrong(
    "invalidSyntax",
    old
      ? `The request is SCIM 1.1 (${quoted(old)}). Choose SCIM 2.0 at the provider.`
      : `The request has the schemas ${quoted(list.join(", "))} and lacks ${quoted(expected)}.`,
  );
}
