import { scimLimits } from "./limits";
import { isObject, member } from "./read-json";
import type { ScimComplex, ScimSimple, ScimValue } from "./resource";
import type { Attribute } from "./schema/attribute";
import { quoted, wrong } from "./scim-fault";

/**
 * The value of an attribute as it is kept, whatever shape it was sent in: `"False"` for `false`, a text for a value
 * with parts, a list of one for a single value, one value for a list. `undefined`: no value (`null`, an empty text or
 * list). Parts that the schema lacks are left out. Throws `invalidValue` for what cannot be meant.
 */
export function readValue(attribute: Attribute, sent: unknown): ScimValue | undefined {
  if (attribute.multiValued) return readSeveral(attribute, sent);
  const one = Array.isArray(sent) && sent.length <= 1 ? sent[0] : sent;
  return attribute.type === "complex" ? readComplex(attribute, one) : readSimple(attribute, one);
}

/** The value of an attribute without parts, or of a part. */
export function readSimple(attribute: Attribute, sent: unknown): ScimSimple | undefined {
  // Some providers wrap single values as those of a list: `[{"value": "x"}]`.
  const one = Array.isArray(sent) && sent.length <= 1 ? sent[0] : sent;
  const value = isObject(one) ? member(one, "value") : one;
  if (value === null || value === undefined || value === "") return undefined;
  if (attribute.type === "boolean") return readBoolean(attribute, value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") throw unreadable(attribute, sent);
  return checkText(attribute, value);
}

function readBoolean(attribute: Attribute, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  const word = typeof value === "string" ? value.trim().toLowerCase() : null;
  if (word !== "true" && word !== "false") throw unreadable(attribute, value);
  return word === "true";
}

/** Of these, the directory has one of each. */
const isOnly = new Set(["userName", "externalId", "displayName"]);

function checkText(attribute: Attribute, value: string): string {
  if (value.length > scimLimits.text)
    throw wrong("invalidValue", `${quoted(attribute.name)} is longer than ${scimLimits.text} characters.`);
  if (isOnly.has(attribute.name) && Buffer.byteLength(value) > scimLimits.nameBytes)
    throw wrong("invalidValue", `${quoted(attribute.name)} is longer than ${scimLimits.nameBytes} bytes.`);
  // The database stores neither, and a name that was silently changed would match nothing later.
  if (value.includes("\0") || hasLoneSurrogate(value))
    throw wrong("invalidValue", `${quoted(attribute.name)} has a character that is not text.`);
  return value;
}

function hasLoneSurrogate(value: string): boolean {
  return Buffer.from(value, "utf8").toString("utf8") !== value;
}

/** The value with parts that is meant; a text alone is its part `value`. Without a part that is known it is empty. */
function readComplex(attribute: Attribute, sent: unknown): ScimComplex | undefined {
  const parts = attribute.subAttributes ?? [];
  if (sent === null || sent === undefined || sent === "") return undefined;
  if (!isObject(sent)) {
    const part = parts.find(({ name }) => name === "value");
    const value = part && typeof sent !== "object" ? readSimple(part, sent) : undefined;
    if (value === undefined) throw unreadable(attribute, sent);
    return { value };
  }
  const read: ScimComplex = {};
  for (const part of parts) {
    const value = readSimple(part, member(sent, part.name));
    if (value !== undefined) read[part.name] = value;
  }
  return read;
}

function readSeveral(attribute: Attribute, sent: unknown): ScimComplex[] | undefined {
  const list = Array.isArray(sent) ? sent : [sent];
  const limit = attribute.name === "members" ? scimLimits.members : scimLimits.values;
  if (list.length > limit)
    throw wrong("invalidValue", `${quoted(attribute.name)} has more than ${limit} values.`);
  const values = list
    .map((element) => readComplex(attribute, element))
    .filter((value) => value !== undefined);
  return values.length > 0 ? onePrimary(values) : undefined;
}

/** RFC 7643 §2.4: no more than one value is the primary one. The first keeps the mark. */
export function onePrimary(values: readonly ScimComplex[]): ScimComplex[] {
  let seen = false;
  return values.map((value) => {
    if (value.primary !== true) return value;
    if (seen) return { ...value, primary: false };
    seen = true;
    return value;
  });
}

function unreadable(attribute: Attribute, sent: unknown) {
  const expected = attribute.type === "boolean" ? "true or false" : "text";
  const shape = attribute.type === "complex" ? "an object" : expected;
  return wrong("invalidValue", `${quoted(attribute.name)} must be ${shape}, not ${quoted(sent)}.`);
}
