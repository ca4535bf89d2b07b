const pathForm = /^(\[\d{0,3}\]|[\w$-]{1,100}(\[\d{0,3}\])?)(\.[\w$-]{1,100}(\[\d{0,3}\])?)*$/;

/**
 * Whether a text is a path: names separated by dots, `[0]` for one item of a list, `[]` for all: `users[0].email`,
 * `[].login`.
 */
export function isJsonPath(text: string): boolean {
  return text.length <= 200 && pathForm.test(text);
}

/** The values at a path of a JSON document, in order; empty if there are none. Lists at its end are flattened. */
export function valuesAt(document: unknown, path: string): unknown[] {
  if (!isJsonPath(path)) return [];
  let found: unknown[] = [document];
  for (const [step] of path.matchAll(/[\w$-]+|\[\d*\]/g)) {
    if (step.startsWith("[")) {
      const index = step === "[]" ? null : Number(step.slice(1, -1));
      found = found.flatMap((value) =>
        Array.isArray(value) ? (index === null ? value : value.slice(index, index + 1)) : [],
      );
    } else
      found = found.flatMap((value) =>
        typeof value === "object" && value !== null && Object.hasOwn(value, step)
          ? [(value as Record<string, unknown>)[step]]
          : [],
      );
  }
  return found
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter((value) => value !== null && value !== undefined);
}
