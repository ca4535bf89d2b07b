import { cache } from "react";
import { MessagePage, type MessagePageProps } from "@/components/frame/message-page";
import { PublicCard, type PublicCardProps } from "@/components/frame/public-card";
import { readWornBrand } from "@/lib/features/brand/read-brand";
import type { WornBrand } from "@/lib/model/brand/brand";
import { dependencies } from "@/lib/server/process/dependencies";

/** The space that a page belongs to, if one is known. */
export interface BrandedSpace {
  id: string;
  name: string;
}

const worn = cache(async (id: string | null, name: string) =>
  readWornBrand(await dependencies(), id === null ? null : { id, name }),
);

/** What a page of the space wears, asked once per request; without a space, what the installation wears. */
export function wornBrandOf(space: BrandedSpace | null): Promise<WornBrand> {
  return worn(space?.id ?? null, space?.name ?? "");
}

/** The space that an address names for its look alone; whatever names none is not worth an error. */
export async function spaceNamed(slug: string | string[] | undefined): Promise<BrandedSpace | null> {
  if (typeof slug !== "string" || slug.length > 64) return null;
  return (await dependencies()).store.spaces.bySlug(slug);
}

/** A public page that wears the space's brand, or the installation's. */
export async function BrandedCard({
  space,
  ...card
}: Omit<PublicCardProps, "brand"> & { space?: BrandedSpace | null }) {
  return <PublicCard {...card} brand={await wornBrandOf(space ?? null)} />;
}

/** The same for a page that says one thing. */
export async function BrandedMessage({
  space,
  ...message
}: Omit<MessagePageProps, "brand"> & { space?: BrandedSpace | null }) {
  return <MessagePage {...message} brand={await wornBrandOf(space ?? null)} />;
}
