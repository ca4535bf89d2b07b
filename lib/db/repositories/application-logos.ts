import { and, eq, inArray } from "drizzle-orm";
import { applicationLogos } from "@/drizzle/schema/applications";
import type { StoredLogo } from "@/lib/model/brand/brand";
import type { Database } from "../driver/database";
import type { NewLogo } from "./brands";

/** The logos of the vendor's applications. */
export function applicationLogosIn(db: Database) {
  const of = (applicationId: string) => eq(applicationLogos.applicationId, applicationId);
  return {
    /** By the application's id, without their bytes; one without a logo is absent. */
    async of(applicationIds: readonly string[]): Promise<Map<string, StoredLogo>> {
      if (applicationIds.length === 0) return new Map();
      const { applicationId, hash, width, height } = applicationLogos;
      const rows = await db
        .select({ applicationId, hash, width, height })
        .from(applicationLogos)
        .where(inArray(applicationId, [...applicationIds]));
      return new Map(rows.map(({ applicationId, ...logo }) => [applicationId, logo]));
    },
    /** Puts a logo in place of the one before; `null` removes it. */
    async set(applicationId: string, logo: NewLogo | null, now: Date): Promise<void> {
      if (logo === null) {
        await db.delete(applicationLogos).where(of(applicationId));
        return;
      }
      const { bytes, ...columns } = logo;
      const row = { ...columns, image: bytes, updatedAt: now };
      await db
        .insert(applicationLogos)
        .values({ applicationId, ...row })
        .onConflictDoUpdate({ target: applicationLogos.applicationId, set: row });
    },
    /** The bytes of the logo that the application has now; `null` for any other. */
    async bytes(applicationId: string, hash: string): Promise<Uint8Array | null> {
      const [row] = await db
        .select({ image: applicationLogos.image })
        .from(applicationLogos)
        .where(and(of(applicationId), eq(applicationLogos.hash, hash)));
      return row?.image ?? null;
    },
  };
}
