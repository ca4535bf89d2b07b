/** One record of the registry, opaque to the storage. */
export interface JacksonEntry {
  namespace: string;
  key: string;
  /** JSON. */
  value: unknown;
  /** `null`: stays until it is deleted. */
  expiresAt: Date | null;
  /** The keys under which the record can be found again, as `name:value`; may be empty. */
  indexKeys: readonly string[];
}

/** A page of a listing. */
export interface JacksonPage {
  offset: number;
  limit: number;
  order: "newest_first" | "oldest_first";
}

/**
 * The storage of the registry's records: the tables `jackson_store` (namespace, key, value, expires_at, created_at)
 * and `jackson_index` (namespace, index_key, store_key). A record whose `expires_at` has passed counts as absent
 * everywhere. Order is by `created_at`, which a later `put` of the same key leaves as it was; ties by `key`.
 *
 * None of it takes part in a use case's transaction: call the registry before or after it, not within, or an embedded
 * database with its one connection waits for itself.
 */
export interface JacksonStorage {
  /** `SELECT value FROM jackson_store WHERE namespace = … AND key = … AND (expires_at IS NULL OR expires_at > now())` */
  get(namespace: string, key: string): Promise<unknown | null>;

  /**
   * In one transaction: `INSERT INTO jackson_store … ON CONFLICT (namespace, key) DO UPDATE SET value, expires_at`;
   * then the record's index rows are exactly `indexKeys`: `DELETE FROM jackson_index WHERE namespace = … AND
   * store_key = …` and `INSERT INTO jackson_index …` for each.
   */
  put(entry: JacksonEntry): Promise<void>;

  /** In one transaction: the records and their index rows. Missing keys are no error; nor is an empty list. */
  deleteMany(namespace: string, keys: readonly string[]): Promise<void>;

  /**
   * `SELECT s.value FROM jackson_index i JOIN jackson_store s ON s.namespace = i.namespace AND s.key = i.store_key
   * WHERE i.namespace = … AND i.index_key = … ORDER BY s.created_at, s.key LIMIT … OFFSET …`
   */
  listByIndex(namespace: string, indexKey: string, page: JacksonPage): Promise<unknown[]>;

  /** `SELECT value FROM jackson_store WHERE namespace = … ORDER BY created_at, key LIMIT … OFFSET …` */
  listAll(namespace: string, page: JacksonPage): Promise<unknown[]>;

  /** The number of records: in the namespace, or under one index key of it. */
  count(namespace: string, indexKey: string | null): Promise<number>;
}
