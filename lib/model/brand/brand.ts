import type { Hex } from "./colour";

/** What the installation is called until an operator says otherwise. */
export const productName = "Gatehouse";

/** A logo is there for light grounds, and may have another version for dark ones. */
export const logoVariants = ["light", "dark"] as const;
export type LogoVariant = (typeof logoVariants)[number];

/** A logo as it is kept, without its bytes. */
export interface StoredLogo {
  /** SHA-256 of the bytes, in hex. */
  hash: string;
  width: number;
  height: number;
}

/** What is kept of the brand of a space, or of the installation. */
export interface Brand {
  /** The installation's name; a space has its own elsewhere. */
  name: string | null;
  accent: Hex | null;
  light: StoredLogo | null;
  dark: StoredLogo | null;
}

/** A logo as pages show it. */
export interface ShownLogo {
  href: string;
  width: number;
  height: number;
}

/** What a page outside the console wears. */
export interface WornBrand {
  /** The space's name, or the installation's where no space is known. */
  name: string;
  isSpace: boolean;
  /** The space's own accent, else the installation's; `null`: the product's. */
  accent: Hex | null;
  light: ShownLogo | null;
  dark: ShownLogo | null;
  installationName: string;
}

/** Nothing chosen. */
export const plainBrand: Brand = { name: null, accent: null, light: null, dark: null };

/** What is worn before anybody has chosen anything, and where the database cannot be asked. */
export const productBrand: WornBrand = {
  name: productName,
  isSpace: false,
  accent: null,
  light: null,
  dark: null,
  installationName: productName,
};

/** Whose brand it is in an address. */
export const installationOwner = "installation";

/** Where a logo is served. The address changes with the bytes, so that it can be kept for ever. */
export function logoAddress(spaceId: string | null, { hash }: Pick<StoredLogo, "hash">): string {
  return `/api/brand/logo/${spaceId ?? installationOwner}/${hash}`;
}

/** Where the logo of an application is served; the same rules hold. */
export function applicationLogoAddress(applicationId: string, { hash }: Pick<StoredLogo, "hash">): string {
  return `/api/brand/application/${applicationId}/${hash}`;
}

/** Where the tokens of an accent are served. The number is of the rule that makes them. */
export function accentAddress(accent: Hex): string {
  return `/api/brand/accent/1/${accent.slice(1)}`;
}

/** A brand with its logos as pages show them. */
export function shownBrand(spaceId: string | null, { name, accent, light, dark }: Brand) {
  const shown = (logo: StoredLogo | null): ShownLogo | null =>
    logo && { href: logoAddress(spaceId, logo), width: logo.width, height: logo.height };
  return { name, accent, light: shown(light), dark: shown(dark) };
}

/** What a page wears: the space's own, else the installation's, else the product's. */
export function wornBrand(
  installation: Brand,
  space: { id: string; name: string; brand: Brand } | null,
): WornBrand {
  const installationName = installation.name ?? productName;
  const own = shownBrand(space?.id ?? null, space?.brand ?? installation);
  return {
    name: space?.name ?? installationName,
    isSpace: space !== null,
    accent: own.accent ?? installation.accent,
    light: own.light,
    dark: own.dark,
    installationName,
  };
}
