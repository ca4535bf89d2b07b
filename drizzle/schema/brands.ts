import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Hex } from "../../lib/model/brand/colour";
import { atLeast, bytes, instant } from "./columns";
import { spaces } from "./spaces";

/** A logo is there whole or not at all, and small enough for every mail and page. */
const wholeLogo = (
  name: string,
  logo: { image: AnyPgColumn; hash: AnyPgColumn; width: AnyPgColumn; height: AnyPgColumn },
) => [
  check(
    `brands_${name}_logo_whole`,
    sql`num_nulls(${logo.image}, ${logo.hash}, ${logo.width}, ${logo.height}) in (0, 4)`,
  ),
  check(`brands_${name}_logo_hash`, sql`${logo.hash} ~ '^[0-9a-f]{64}$'`),
  check(`brands_${name}_logo_size`, sql`octet_length(${logo.image}) between 1 and 1048576`),
  check(
    `brands_${name}_logo_pixels`,
    sql`${logo.width} between 1 and 720 and ${logo.height} between 1 and 240`,
  ),
];

/** How a space, or the installation, looks on the way in. */
export const brands = pgTable(
  "brands",
  {
    /** The space's id, or `installation`. */
    owner: text("owner").primaryKey(),
    spaceId: text("space_id").references(() => spaces.id, { onDelete: "cascade" }),
    /** The installation's name; a space's is its own. */
    name: text("name"),
    accent: text("accent").$type<Hex>(),
    lightImage: bytes("light_image"),
    lightHash: text("light_hash"),
    lightWidth: integer("light_width"),
    lightHeight: integer("light_height"),
    darkImage: bytes("dark_image"),
    darkHash: text("dark_hash"),
    darkWidth: integer("dark_width"),
    darkHeight: integer("dark_height"),
    updatedAt: instant("updated_at").notNull(),
    revision: integer("revision").notNull().default(1),
  },
  (t) => [
    uniqueIndex("brands_space").on(t.spaceId),
    check("brands_owner", sql`${t.owner} = coalesce(${t.spaceId}, 'installation')`),
    check("brands_name", sql`${t.name} is null or ${t.spaceId} is null`),
    check("brands_accent", sql`${t.accent} ~ '^#[0-9a-f]{6}$'`),
    ...wholeLogo("light", {
      image: t.lightImage,
      hash: t.lightHash,
      width: t.lightWidth,
      height: t.lightHeight,
    }),
    ...wholeLogo("dark", { image: t.darkImage, hash: t.darkHash, width: t.darkWidth, height: t.darkHeight }),
    atLeast(t.revision, 1),
  ],
);
