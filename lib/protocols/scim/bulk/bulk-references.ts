import { isObject, type JsonObject } from "../read-json";
import type { BulkOperation } from "./read-bulk";

const mark = "bulkId:";

/** The operations that an operation waits for: those whose bulkIds its path or data name. */
export function referencesOf({ path, data }: BulkOperation): string[] {
  const found: string[] = [];
  visit(data, (text) => {
    if (text.startsWith(mark)) found.push(text.slice(mark.length));
  });
  const last = path.split("/").at(-1) ?? "";
  if (last.startsWith(mark)) found.push(last.slice(mark.length));
  return found;
}

/** The operation with ids in place of bulkIds (RFC 7644 §3.7.2). All of them must be known. */
export function withReferences(operation: BulkOperation, ids: ReadonlyMap<string, string>): BulkOperation {
  const put = (text: string) => (text.startsWith(mark) ? (ids.get(text.slice(mark.length)) ?? text) : text);
  return {
    ...operation,
    path: operation.path.split("/").map(put).join("/"),
    data: operation.data && (replaced(operation.data, put) as JsonObject),
  };
}

/** Depth was bounded when the body was read. */
function visit(value: unknown, look: (text: string) => void): void {
  if (typeof value === "string") look(value);
  else if (Array.isArray(value)) for (const element of value) visit(element, look);
  else if (isObject(value)) for (const element of Object.values(value)) visit(element, look);
}

function replaced(value: unknown, put: (text: string) => string): unknown {
  if (typeof value === "string") return put(value);
  if (Array.isArray(value)) return value.map((element) => replaced(element, put));
  // As entries: a member named `__proto__` stays one.
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, element]) => [name, replaced(element, put)]));
  return value;
}
