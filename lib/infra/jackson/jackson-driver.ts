import type { DatabaseDriver, Index, Records, SortOrder } from "@boxyhq/saml-jackson";
import type { JacksonPage, JacksonStorage } from "@/lib/ports/jackson-storage";

/*
 * Records that are not stored. Jackson writes an `oauth:session` for every sign-in that it starts, to validate the
 * answer; a code and a token after it; and traces of errors. lib/protocols/saml validates answers against our own
 * sign-in attempts, so none of these would ever be read: writing them would cost each sign-in a row or two.
 */
const forgotten = new Set(["oauth:session", "oauth:code", "oauth:token", "saml:tracer"]);

// The limit of Jackson's own drivers if none is given.
const defaultLimit = 50;

/**
 * Jackson's database driver over our storage. Jackson passes keys and index values that are digests already, and
 * values of the form `{ value }` with JSON in it.
 *
 * @param now the clock by which a time to live becomes an instant
 */
// Over 60 lines: Jackson's driver interface is one object.
export function jacksonDriver(storage: JacksonStorage, now: () => Date = () => new Date()): DatabaseDriver {
  return {
    async get(namespace: string, key: string): Promise<unknown> {
      return forgotten.has(namespace) ? null : await storage.get(namespace, key);
    },

    async put(
      namespace: string,
      key: string,
      value: unknown,
      ttl: number,
      ...indexes: Index[]
    ): Promise<void> {
      if (forgotten.has(namespace)) return;
      const expiresAt = ttl > 0 ? new Date(now().getTime() + ttl * 1000) : null;
      await storage.put({ namespace, key, value, expiresAt, indexKeys: indexes.map(indexKey) });
    },

    async delete(namespace: string, key: string): Promise<void> {
      if (!forgotten.has(namespace)) await storage.deleteMany(namespace, [key]);
    },

    async deleteMany(namespace: string, keys: string[]): Promise<void> {
      if (!forgotten.has(namespace)) await storage.deleteMany(namespace, keys);
    },

    async getAll(
      namespace: string,
      offset?: number,
      limit?: number,
      _pageToken?: string,
      order?: SortOrder,
    ): Promise<Records> {
      // Jackson reads its traces at start and once a day, and does not await the answer: a failing database would be
      // an unhandled rejection. There are no traces, so the database is not queried.
      if (forgotten.has(namespace)) return { data: [] };
      return { data: await storage.listAll(namespace, page(offset, limit, order)) };
    },

    // Six parameters: Jackson's own interface.
    async getByIndex(
      namespace: string,
      index: Index,
      offset?: number,
      limit?: number,
      _pageToken?: string,
      order?: SortOrder,
    ): Promise<Records> {
      if (forgotten.has(namespace)) return { data: [] };
      return { data: await storage.listByIndex(namespace, indexKey(index), page(offset, limit, order)) };
    },

    async getCount(namespace: string, index?: Index): Promise<number> {
      if (forgotten.has(namespace)) return 0;
      return await storage.count(namespace, index ? indexKey(index) : null);
    },

    // The pool belongs to the application, which closes it.
    close: async () => {},
    getStats: () => ({}),
  };
}

function indexKey({ name, value }: Index): string {
  return `${name}:${value}`;
}

function page(offset = 0, limit = defaultLimit, order?: SortOrder): JacksonPage {
  return { offset, limit: limit || defaultLimit, order: order === "ASC" ? "oldest_first" : "newest_first" };
}
