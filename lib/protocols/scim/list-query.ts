import type { Filter } from "./filter/filter";
import { parseFilter } from "./filter/parse-filter";
import { scimLimits } from "./limits";
import { checkSchemas, messages } from "./messages";
import { type JsonObject, member } from "./read-json";
import type { ResourceType } from "./schema/attribute";
import { type AttributePath, findAttribute } from "./schema/find-attribute";
import { quoted, wrong } from "./scim-fault";
import { readSelection, type Selection, splitNames } from "./selection";

/** A list as it was asked for (RFC 7644 §3.4.2). */
export interface ListQuery {
  filter: Filter | null;
  /** `null`: in the order in which the resources were made. */
  sort: { path: AttributePath; descending: boolean } | null;
  /** From 1. */
  startIndex: number;
  count: number;
  selection: Selection;
}

const usualPage = 100;

/** Reads the query of an address. */
export function readListQuery(type: ResourceType, query: URLSearchParams): ListQuery {
  return readQuery(type, (name) => query.get(name) ?? undefined);
}

/** Reads the body of a POST to `.search` (RFC 7644 §3.4.3). */
export function readSearch(type: ResourceType, body: JsonObject): ListQuery {
  checkSchemas(body, messages.search);
  return readQuery(type, (name) => member(body, name));
}

/** The selection alone, for a single resource. */
export function readSelectionQuery(type: ResourceType, query: URLSearchParams): Selection {
  return selectionOf(type, (name) => query.get(name) ?? undefined);
}

function readQuery(type: ResourceType, value: (name: string) => unknown): ListQuery {
  const filter = value("filter");
  if (filter !== undefined && typeof filter !== "string") throw wrong("invalidFilter", "A filter is a text.");
  return {
    filter: filter?.trim() ? parseFilter(type, filter) : null,
    sort: sortOf(type, value("sortBy"), value("sortOrder")),
    // RFC 7644 §3.4.2.4: less than 1 is 1, and a negative count is 0.
    startIndex: Math.max(1, whole("startIndex", value("startIndex"), 1)),
    count: Math.min(scimLimits.page, Math.max(0, whole("count", value("count"), usualPage))),
    selection: selectionOf(type, value),
  };
}

function selectionOf(type: ResourceType, value: (name: string) => unknown): Selection {
  return readSelection(type, {
    attributes: splitNames(value("attributes")),
    excludedAttributes: splitNames(value("excludedAttributes")),
  });
}

function sortOf(type: ResourceType, by: unknown, order: unknown): ListQuery["sort"] {
  if (by === undefined || by === "") return null;
  const named = typeof by === "string" ? findAttribute(type, by) : null;
  if (named?.kind !== "attribute" || named.path.attribute.name === "members")
    throw wrong("invalidPath", `A list cannot be sorted by ${quoted(by)}.`);
  const { attribute, sub } = named.path;
  const part = attribute.type === "complex" ? (sub ?? partToSortBy(attribute.subAttributes ?? [])) : null;
  if (part === undefined) throw wrong("invalidPath", `Name a part of ${quoted(attribute.name)} to sort by.`);
  const descending = typeof order === "string" && order.toLowerCase() === "descending";
  return { path: { attribute, sub: part }, descending };
}

function partToSortBy(parts: readonly { name: string }[]) {
  return parts.find(({ name }) => name === "value") as AttributePath["attribute"] | undefined;
}

/** A whole number within what can be counted. */
function whole(name: string, sent: unknown, usual: number): number {
  if (sent === undefined || sent === null || sent === "") return usual;
  const value = typeof sent === "string" ? Number(sent) : sent;
  if (typeof value !== "number" || !Number.isInteger(value))
    throw wrong("invalidValue", `${quoted(name)} must be a whole number, not ${quoted(sent)}.`);
  return Math.max(-1, Math.min(value, 2_000_000_000));
}
