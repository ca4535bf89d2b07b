import type { Attribute } from "../schema/attribute";
import type { AttributePath } from "../schema/find-attribute";
import { quoted, wrong } from "../scim-fault";
import type { Comparison } from "./filter";
import type { Token } from "./scan-filter";

/**
 * The value of a comparison, as the attribute has it. `true` and `false` may be written as text, as some providers do;
 * numbers are texts here. Throws `invalidFilter` if attribute, comparison and value do not go together.
 */
export function readLiteral(
  path: AttributePath,
  operator: Comparison,
  token: Token,
): string | boolean | null {
  const attribute = path.sub ?? path.attribute;
  if (token.kind !== "word" && token.kind !== "text")
    throw wrong("invalidFilter", `The filter lacks the value to compare ${quoted(attribute.name)} with.`);
  if (token.kind === "word" && token.value === "null") {
    if (operator === "eq" || operator === "ne") return null;
    throw wrong("invalidFilter", "null can only be compared by eq and ne.");
  }
  if (attribute.type === "boolean") return booleanOf(attribute, operator, token.value);
  if (token.kind === "word" && !isNumber(token.value))
    throw wrong("invalidFilter", `Put ${quoted(token.value)} in quotation marks.`);
  if (attribute.type === "dateTime") return momentOf(attribute, token.value);
  if (token.value.includes("\0")) throw wrong("invalidFilter", "A text in the filter has a NUL character.");
  return token.value;
}

function booleanOf(attribute: Attribute, operator: Comparison, value: string): boolean {
  const word = value.toLowerCase();
  if (word !== "true" && word !== "false")
    throw wrong("invalidFilter", `${quoted(attribute.name)} is true or false, not ${quoted(value)}.`);
  // RFC 7644 §3.4.2.2: booleans have no order, and no parts.
  if (operator !== "eq" && operator !== "ne")
    throw wrong("invalidFilter", `${quoted(attribute.name)} can only be compared by eq and ne.`);
  return word === "true";
}

/** In the one form that can be compared as text. */
function momentOf(attribute: Attribute, value: string): string {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime()))
    throw wrong("invalidFilter", `${quoted(attribute.name)} is a date and time, not ${quoted(value)}.`);
  return moment.toISOString();
}

function isNumber(word: string): boolean {
  return word.length < 40 && Number.isFinite(Number(word));
}
