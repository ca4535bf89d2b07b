import { scimLimits } from "./limits";
import { ScimFault, wrong } from "./scim-fault";

/** A JSON object as it was sent. Its names are only ever compared, never used to write. */
export type JsonObject = Record<string, unknown>;

/**
 * The object in a body. Throws a fault for what is too large, too deep, not UTF-8 or not one JSON object. Depth is
 * counted before the parser runs.
 */
export function readJson(body: Uint8Array): JsonObject {
  if (body.byteLength > scimLimits.bodyBytes) throw tooLarge();
  const text = decode(body);
  if (depthOf(text) > scimLimits.bodyDepth)
    throw wrong("invalidSyntax", `The body is nested more than ${scimLimits.bodyDepth} levels deep.`);
  const value = parse(text);
  if (!isObject(value)) throw wrong("invalidSyntax", "The body must be a JSON object.");
  return value;
}

/** The refusal of a body over the limit (RFC 7644 §3.12: 413). */
export function tooLarge(): ScimFault {
  return new ScimFault(
    413,
    null,
    `The body is larger than ${scimLimits.bodyBytes} bytes. Send less at once.`,
  );
}

/** True for an object, not for an array or `null`. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The own member with this name, whatever its case. */
export function member(object: JsonObject, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  const folded = name.toLowerCase();
  const key = Object.keys(object).find((other) => other.toLowerCase() === folded);
  return key === undefined ? undefined : object[key];
}

function decode(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw wrong("invalidSyntax", "The body is not UTF-8.");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong("invalidSyntax", "The body is not JSON.");
  }
}

/** The deepest nesting, brackets in texts aside. One pass. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inText = false;
    } else if (code === 0x22) inText = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}
