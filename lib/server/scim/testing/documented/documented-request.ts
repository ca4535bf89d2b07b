/**
 * Requests as the documentation of providers describes them, each with what is to be answered. `{ann}`, `{bo}` and
 * `{editors}` stand for the ids of two people and of a group with Ann in it, which are there before.
 */
export interface DocumentedRequest {
  provider: "Okta" | "Entra ID" | "Entra ID, newer flag" | "OneLogin" | "JumpCloud" | "RFC 7644";
  what: string;
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  body?: object;
  headers?: Record<string, string>;
  status: number;
  /** Part of the answer; absent: there is none, or it does not matter. */
  answer?: object;
  /** Read afterwards, with part of what is found. */
  afterwards?: { path: string; status?: number; answer?: object };
}

/** The schemas, as providers name them. */
export const core = "urn:ietf:params:scim:schemas:core:2.0:User";
export const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
export const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
export const list = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
export const error = "urn:ietf:params:scim:api:messages:2.0:Error";
/** The body of a PATCH. */
export const patch = (...Operations: object[]) => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations,
});
/** The beginning of a list of so many. */
export const found = (totalResults: number) => ({ schemas: [list], totalResults, startIndex: 1 });
/** A filter as it stands in an address. */
export const query = (text: string) => encodeURIComponent(text);
/** What is read afterwards. */
export const ann = { path: "/Users/{ann}" };
export const editors = { path: "/Groups/{editors}" };
