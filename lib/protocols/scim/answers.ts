import { messages } from "./messages";
import type { ScimFault } from "./scim-fault";

/** The body of an answer to a refused request (RFC 7644 §3.12). */
export function errorBody({ status, scimType, detail }: Pick<ScimFault, "status" | "scimType" | "detail">) {
  return {
    schemas: [messages.error],
    status: String(status),
    ...(scimType === null ? {} : { scimType }),
    detail,
  };
}

/** The body of a list (RFC 7644 §3.4.2). */
export function listBody<T>(resources: readonly T[], total: number, startIndex: number) {
  return {
    schemas: [messages.list],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}
