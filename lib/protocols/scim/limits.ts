/**
 * How much one request may ask for. Everything is checked before the work that it bounds, so that no permitted request
 * costs more than a few milliseconds.
 */
export const scimLimits = {
  bodyBytes: 1_048_576,
  bodyDepth: 16,
  /** Characters of one text. */
  text: 8_192,
  /** Bytes of a name that must be the only one: an index holds it. */
  nameBytes: 1_200,
  /** Values of an attribute with several, members apart. */
  values: 100,
  members: 20_000,
  /** Operations of one PATCH. */
  patchOperations: 1_000,
  /** Characters of all paths of one PATCH together. */
  pathLength: 65_536,
  /** Values that one PATCH may be compared with, once for each condition of its paths. */
  patchComparisons: 20_000,
  /** Names of one object of attributes. */
  names: 1_000,
  bulkOperations: 1_000,
  filterLength: 4_096,
  filterDepth: 16,
  filterTerms: 50,
  /** Names in `attributes` and `excludedAttributes`. */
  selection: 100,
  page: 200,
} as const;
