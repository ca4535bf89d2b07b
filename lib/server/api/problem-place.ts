/** Where in the request a problem is: in the body by a JSON Pointer, else a query parameter or a header. */
export interface ProblemPlace {
  pointer?: string;
  parameter?: string;
  header?: string;
}

/** What the features call the revision that `If-Match` names. */
const headers: Record<string, string> = {
  revision: "If-Match",
  "If-Match": "If-Match",
  "Idempotency-Key": "Idempotency-Key",
};

/** A path as JSON Pointer (RFC 6901) in the form of a fragment, as RFC 9457 §3 writes it. */
export function pointerOf(path: readonly PropertyKey[]): string {
  const words = path.map((word) => String(word).replaceAll("~", "~0").replaceAll("/", "~1"));
  return `#${words.map((word) => `/${encodeURIComponent(word).slice(0, 300)}`).join("")}`;
}

/** The request that a problem is about: what its fields name. */
export interface Asked {
  /** The body as it was received; absent if the operation takes none. */
  body?: unknown;
}

/**
 * The place that a field names. Settings of a connection may be in `configuration` or beside it: a use case knows only
 * their names, so the place is the one where the body has them.
 */
export function placeOf(field: string | undefined, asked: Asked): ProblemPlace {
  if (field === undefined) return {};
  const header = Object.hasOwn(headers, field) ? headers[field] : undefined;
  if (header) return { header };
  if (!("body" in asked)) return { parameter: field };
  const path = field === "" ? [] : field.split(".");
  return { pointer: pointerOf(inConfiguration(path, asked.body) ? ["configuration", ...path] : path) };
}

function inConfiguration([first]: readonly string[], body: unknown): boolean {
  if (first === undefined || !isObject(body) || Object.hasOwn(body, first)) return false;
  return isObject(body.configuration) && Object.hasOwn(body.configuration, first);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
