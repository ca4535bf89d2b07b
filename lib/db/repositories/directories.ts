import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { directories, directoryCredentials } from "@/drizzle/schema/directories";
import type {
  CredentialKind,
  Directory,
  DirectoryAlert,
  DirectoryCredential,
  DirectoryStatus,
} from "@/lib/model/directories/directory";
import type { Database } from "../driver/database";
import { prepared } from "../driver/prepared";

const byCredential = prepared(["directoryId", "hash"], (db, { directoryId, hash }) =>
  db
    .select({ directory: directories, credential: directoryCredentials })
    .from(directoryCredentials)
    .innerJoin(directories, eq(directories.id, directoryCredentials.directoryId))
    .where(and(eq(directoryCredentials.hash, hash), eq(directoryCredentials.directoryId, directoryId))),
);

/** What a request may present: a client secret opens nothing but the token endpoint. */
const bearers: readonly CredentialKind[] = ["token", "access"];

function credentialOf({ hash: _, ...row }: typeof directoryCredentials.$inferSelect): DirectoryCredential {
  return row;
}

interface Found {
  directory: Directory;
  credential: DirectoryCredential;
}

/** Finds the directory that a request speaks for: by its id and the digest of the token, which must belong together. */
export function directoryLookupIn(db: Database) {
  async function found(directoryId: string, hash: string, kinds: readonly CredentialKind[]) {
    const [row] = await byCredential(db, { directoryId, hash });
    if (!row || !kinds.includes(row.credential.kind)) return null;
    return { directory: row.directory, credential: credentialOf(row.credential) };
  }

  return {
    /** By a bearer token, or an access token that its client secret has bought. */
    async byCredential(directoryId: string, hash: string): Promise<Found | null> {
      return found(directoryId, hash, bearers);
    },
    /**
     * Directories of every organization in the order of their ids, after one of them: for the worker that tells
     * administrators, which belongs to none.
     */
    async after(id: string, limit: number): Promise<Directory[]> {
      return db.select().from(directories).where(gt(directories.id, id)).orderBy(directories.id).limit(limit);
    },
    /** By a client secret. */
    async byClientSecret(directoryId: string, hash: string): Promise<Found | null> {
      return found(directoryId, hash, ["secret"]);
    },
  };
}

/** The directories of one organization. */
// Over 60 lines: one short method per query, over one handle.
export function directoriesIn(db: Database, organizationId: string) {
  const here = eq(directories.organizationId, organizationId);
  const one = (id: string) => and(here, eq(directories.id, id));
  const credentials = (directoryId: string) =>
    and(
      eq(directoryCredentials.organizationId, organizationId),
      eq(directoryCredentials.directoryId, directoryId),
    );
  return {
    async all(): Promise<Directory[]> {
      return db.select().from(directories).where(here).orderBy(directories.createdAt, directories.id);
    },
    async byId(id: string): Promise<Directory | null> {
      const [row] = await db.select().from(directories).where(one(id));
      return row ?? null;
    },
    /** As it is now; changes of it wait until the transaction ends. */
    async lock(id: string): Promise<Directory | null> {
      const [row] = await db.select().from(directories).where(one(id)).for("no key update");
      return row ?? null;
    },
    async insert(directory: Directory) {
      await db.insert(directories).values({ ...directory, organizationId });
    },
    /** `null` if there is none, or if it has another revision than expected. */
    async update(
      id: string,
      change: Partial<Pick<Directory, "name" | "provider" | "connectionId">>,
      expectedRevision: number | null,
    ): Promise<Directory | null> {
      const [row] = await db
        .update(directories)
        .set({ ...change, revision: sql`${directories.revision} + 1` })
        .where(
          and(one(id), expectedRevision === null ? undefined : eq(directories.revision, expectedRevision)),
        )
        .returning();
      return row ?? null;
    },
    /** Moves the status if it is still `from`; `false` if it is not. One statement. */
    async move(id: string, from: DirectoryStatus, to: DirectoryStatus, at: Date): Promise<boolean> {
      const rows = await db
        .update(directories)
        .set({
          status: to,
          ...(from === "observing" ? { activatedAt: at } : {}),
          revision: sql`${directories.revision} + 1`,
        })
        .where(and(one(id), eq(directories.status, from)))
        .returning({ id: directories.id });
      return rows.length > 0;
    },
    /** Changes what administrators have been told of; `false` if it is no longer `from`. One statement. */
    async setAlert(
      id: string,
      from: DirectoryAlert | null,
      to: DirectoryAlert | null,
      at: Date,
    ): Promise<boolean> {
      const rows = await db
        .update(directories)
        .set({ alert: to, alertAt: to === null ? null : at })
        .where(and(one(id), from === null ? isNull(directories.alert) : eq(directories.alert, from)))
        .returning({ id: directories.id });
      return rows.length > 0;
    },
    async touch(id: string, credentialId: string, at: Date) {
      await db.update(directories).set({ lastRequestAt: at }).where(one(id));
      await db
        .update(directoryCredentials)
        .set({ lastUsedAt: at })
        .where(and(credentials(id), eq(directoryCredentials.id, credentialId)));
    },
    /** When a client secret was last used. */
    async touchCredential(directoryId: string, id: string, at: Date) {
      await db
        .update(directoryCredentials)
        .set({ lastUsedAt: at })
        .where(and(credentials(directoryId), eq(directoryCredentials.id, id)));
    },
    /** With its credentials, people, groups and requests. */
    async remove(id: string): Promise<boolean> {
      const rows = await db.delete(directories).where(one(id)).returning({ id: directories.id });
      return rows.length > 0;
    },
    /** Of one kind, newest first. */
    async credentialsOf(directoryId: string, kind: CredentialKind): Promise<DirectoryCredential[]> {
      const rows = await db
        .select()
        .from(directoryCredentials)
        .where(and(credentials(directoryId), eq(directoryCredentials.kind, kind)))
        .orderBy(desc(directoryCredentials.createdAt), directoryCredentials.id);
      return rows.map(credentialOf);
    },
    async insertCredential(credential: DirectoryCredential & { hash: string }) {
      await db.insert(directoryCredentials).values({ ...credential, organizationId });
    },
    /**
     * Ends a token or a client secret, and the access tokens that it has bought; returns it as it is then, `null` if
     * there is none or it had ended. One statement.
     */
    async endCredential(
      directoryId: string,
      { id, kind }: Pick<DirectoryCredential, "id" | "kind">,
      at: Date,
    ): Promise<DirectoryCredential | null> {
      const rows = await db
        .update(directoryCredentials)
        .set({ endedAt: at })
        .where(
          and(
            credentials(directoryId),
            or(
              and(eq(directoryCredentials.id, id), eq(directoryCredentials.kind, kind)),
              eq(directoryCredentials.grantedBy, id),
            ),
            isNull(directoryCredentials.endedAt),
          ),
        )
        .returning();
      const row = rows.find((each) => each.id === id);
      return row ? credentialOf(row) : null;
    },
  };
}
