import { and, eq, inArray, or, sql } from "drizzle-orm";
import { brands } from "@/drizzle/schema/brands";
import { type Brand, installationOwner, plainBrand } from "@/lib/model/brand/brand";
import type { Hex } from "@/lib/model/brand/colour";
import type { EncodedLogo } from "@/lib/ports/images";
import type { Database } from "../driver/database";
import { prepared } from "../driver/prepared";

const columns = {
  owner: brands.owner,
  name: brands.name,
  accent: brands.accent,
  lightHash: brands.lightHash,
  lightWidth: brands.lightWidth,
  lightHeight: brands.lightHeight,
  darkHash: brands.darkHash,
  darkWidth: brands.darkWidth,
  darkHeight: brands.darkHeight,
};

const seen = prepared(["owner", "installation"], (db, { owner, installation }) =>
  db
    .select(columns)
    .from(brands)
    .where(inArray(brands.owner, [owner, installation])),
);

type Row = Awaited<ReturnType<typeof seen>>[number];

/** A logo with its bytes, as it is put. */
export type NewLogo = EncodedLogo & { hash: string };

/** What is changed; what is absent stays. */
export interface BrandChange {
  name?: string | null;
  accent?: Hex | null;
  light?: NewLogo | null;
  dark?: NewLogo | null;
}

/** The brand of one space, or of the installation (`null`). */
export function brandIn(db: Database, spaceId: string | null) {
  const owner = spaceId ?? installationOwner;
  return {
    /** As it is chosen, without the logos' bytes; nothing chosen is all `null`. */
    async current(): Promise<Brand> {
      return brandOf((await db.select(columns).from(brands).where(eq(brands.owner, owner)))[0]);
    },
    /** The own brand and the installation's, which stands in for what is not chosen. */
    async withInstallation(): Promise<{ own: Brand; installation: Brand }> {
      const rows = await seen(db, { owner, installation: installationOwner });
      const of = (wanted: string) => brandOf(rows.find((row) => row.owner === wanted));
      return { own: of(owner), installation: of(installationOwner) };
    },
    /** Locks the brand until the transaction ends, and answers it as it is then. */
    async lock(now: Date): Promise<Brand> {
      await db.insert(brands).values({ owner, spaceId, updatedAt: now }).onConflictDoNothing();
      const [row] = await db.select(columns).from(brands).where(eq(brands.owner, owner)).for("update");
      return brandOf(row);
    },
    /** Writes what is changed of a brand that this transaction has locked. */
    async update({ name, accent, light, dark }: BrandChange, now: Date): Promise<void> {
      await db
        .update(brands)
        .set({
          ...(name === undefined ? {} : { name }),
          ...(accent === undefined ? {} : { accent }),
          ...(light === undefined
            ? {}
            : {
                lightImage: light?.bytes ?? null,
                lightHash: light?.hash ?? null,
                lightWidth: light?.width ?? null,
                lightHeight: light?.height ?? null,
              }),
          ...(dark === undefined
            ? {}
            : {
                darkImage: dark?.bytes ?? null,
                darkHash: dark?.hash ?? null,
                darkWidth: dark?.width ?? null,
                darkHeight: dark?.height ?? null,
              }),
          updatedAt: now,
          revision: sql`${brands.revision} + 1`,
        })
        .where(eq(brands.owner, owner));
    },
    /** The bytes of a logo that is worn now; `null` for any other. */
    async logo(hash: string): Promise<Uint8Array | null> {
      const [row] = await db
        .select({
          image:
            sql<Uint8Array>`case when ${brands.lightHash} = ${hash} then ${brands.lightImage} else ${brands.darkImage} end`.mapWith(
              brands.lightImage,
            ),
        })
        .from(brands)
        .where(and(eq(brands.owner, owner), or(eq(brands.lightHash, hash), eq(brands.darkHash, hash))));
      return row?.image ?? null;
    },
  };
}

function brandOf(row: Row | undefined): Brand {
  if (!row) return plainBrand;
  return {
    name: row.name,
    accent: row.accent,
    light: logoOf(row.lightHash, row.lightWidth, row.lightHeight),
    dark: logoOf(row.darkHash, row.darkWidth, row.darkHeight),
  };
}

/** A CHECK keeps the three together. */
function logoOf(hash: string | null, width: number | null, height: number | null) {
  return hash === null ? null : { hash, width: width ?? 0, height: height ?? 0 };
}
