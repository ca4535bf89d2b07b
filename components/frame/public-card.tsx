import NextLink from "next/link";
import type { ReactNode } from "react";
import { accentAddress, productBrand, type WornBrand } from "@/lib/model/brand/brand";
import { helpAddress } from "@/lib/model/help";
import { Brand, BrandHead } from "./brand";

export interface PublicCardProps {
  /** The page's only heading: "Sign in". */
  title: ReactNode;
  description?: ReactNode;
  /** What the page wears; absent where nobody can be asked. */
  brand?: WornBrand;
  children?: ReactNode;
  /** Beneath the card: a quiet link or two. */
  footer?: ReactNode;
  /** The help article about this page. */
  help?: string;
}

/** The frame of pages outside the console (sign-in, setup, result, error): one card, the brand on top. */
export function PublicCard({
  title,
  description,
  brand = productBrand,
  children,
  footer,
  help = helpAddress("signing-in"),
}: PublicCardProps) {
  return (
    <main
      data-accent={brand.accent ?? undefined}
      className="flex min-h-dvh flex-col items-center justify-center gap-6 px-4 py-10"
    >
      {/* A file of its own: the security policy takes styles from here, on every way a page can come. */}
      {brand.accent && <link rel="stylesheet" href={accentAddress(brand.accent)} precedence="brand" />}
      <div className="w-full max-w-card space-y-6">
        <BrandHead brand={brand} />
        <div className="space-y-5 rounded-lg border border-line bg-surface p-6 sm:p-8">
          <div className="space-y-1.5">
            <h1 className="text-xl font-semibold [overflow-wrap:anywhere]">{title}</h1>
            {description && <div className="text-muted [overflow-wrap:anywhere]">{description}</div>}
          </div>
          {children}
        </div>
        {footer && <div className="text-center text-sm text-muted">{footer}</div>}
        <p className="flex items-center justify-center gap-4 text-sm text-muted">
          {brand.isSpace && <Brand name={brand.installationName} />}
          {/* Not prefetched: hardly anybody who signs in reads it. */}
          <NextLink
            href={help}
            prefetch={false}
            className="inline-flex items-center hover:text-text max-md:min-h-11"
          >
            Help
          </NextLink>
        </p>
      </div>
    </main>
  );
}
