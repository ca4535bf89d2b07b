/**
 * How much one request may ask for. Everything is checked before the work that it bounds, so that no permitted request
 * costs more than a few milliseconds.
 */
export const scimLimits = {
  bodyBytes: 1_048_576,
  bodyDepth: 16,
  /** Characters of one text. */
  text: 8_192,
  /** Values of an attribute with several, members apart. */
  values: 100,
  members: 20_000,
  /** Operations of one PATCH. */
  patchOperations: 1_000,
  bulkOperations: 1_000,
  filterLength: 4_096,
  filterDepth: 16,
  filterTerms: 50,
  /** Names in `attributes` and `excludedAttributes`. */
  selection: 100,
  page: 200,
} as const;
