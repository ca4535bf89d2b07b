import type { JacksonEntry, JacksonPage, JacksonStorage } from "@/lib/ports/jackson-storage";

/** The registry's storage in memory, with the rules of its docstring. `entries` can be inspected. */
export function memoryStorage(
  now: () => Date = () => new Date(),
): JacksonStorage & { entries: JacksonEntry[] } {
  // In the order of creation; a later put replaces in place.
  const entries: JacksonEntry[] = [];
  const present = (namespace: string) =>
    entries.filter(
      (entry) => entry.namespace === namespace && (entry.expiresAt === null || entry.expiresAt > now()),
    );
  const slice = (found: JacksonEntry[], { offset, limit, order }: JacksonPage) => {
    const ordered = order === "newest_first" ? found.toReversed() : found;
    return ordered.slice(offset, offset + limit).map(({ value }) => structuredClone(value));
  };

  return {
    entries,
    get: async (namespace, key) => present(namespace).find((entry) => entry.key === key)?.value ?? null,
    put: async (entry) => {
      const at = entries.findIndex(
        ({ namespace, key }) => namespace === entry.namespace && key === entry.key,
      );
      if (at < 0) entries.push(entry);
      else entries[at] = entry;
    },
    deleteMany: async (namespace, keys) => {
      for (const key of keys) {
        const at = entries.findIndex((entry) => entry.namespace === namespace && entry.key === key);
        if (at >= 0) entries.splice(at, 1);
      }
    },
    listByIndex: async (namespace, indexKey, page) =>
      slice(
        present(namespace).filter((entry) => entry.indexKeys.includes(indexKey)),
        page,
      ),
    listAll: async (namespace, page) => slice(present(namespace), page),
    count: async (namespace, indexKey) =>
      present(namespace).filter((entry) => indexKey === null || entry.indexKeys.includes(indexKey)).length,
  };
}
