import { problemResponse } from "./api-problem";
import { operations } from "./openapi/document";

const root = "/api/v1";

/** What each address of API v1 takes; among those that fit, the one with the fewest variable parts comes first. */
const addresses = [...new Set([...operations.map(({ path }) => path), "/openapi.json"])]
  .toSorted((one, other) => variables(one) - variables(other))
  .map((path) => ({
    form: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
    methods: methodsOf(path),
  }));

function variables(path: string): number {
  return path.split("{").length;
}

function methodsOf(path: string): string[] {
  const own = operations
    .filter((operation) => operation.path === path)
    .map(({ method }) => method.toUpperCase());
  const reads = own.length === 0 || own.includes("GET");
  // Next answers HEAD wherever there is GET, and OPTIONS everywhere.
  return [...new Set([...own, ...(reads ? ["GET", "HEAD"] : []), "OPTIONS"])].toSorted();
}

/**
 * The answer to a method that an address of the API does not take (RFC 9110 §15.5.6), in the API's own form; `null`
 * where the method is right or there is no such address. Next's own answer says nothing, not even what would be right.
 */
export function wrongMethod(appUrl: string, request: { method: string; pathname: string }): Response | null {
  const { method, pathname } = request;
  if (!pathname.startsWith(root)) return null;
  const path = pathname.slice(root.length);
  const address = addresses.find(({ form }) => form.test(path));
  if (!address || address.methods.includes(method)) return null;
  const allowed = address.methods.join(", ");
  return problemResponse(
    appUrl,
    {
      kind: "invalid",
      code: "method_not_allowed",
      message: `This address does not take ${method}. The API's description is at /api/v1/openapi.json.`,
      received: method,
      expected: allowed,
    },
    { status: 405, title: "The address does not take this method", headers: { Allow: allowed } },
  );
}
