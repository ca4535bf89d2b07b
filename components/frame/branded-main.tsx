import type { ReactNode } from "react";
import { accentAddress, type WornBrand } from "@/lib/model/brand/brand";
import { BrandHead, BrandMark } from "./brand";

/** The frame of wider pages outside the console (a test's result, the outside wizard): brand on top, then the page. */
export function BrandedMain({
  brand,
  className,
  children,
}: {
  brand: WornBrand;
  className: string;
  children: ReactNode;
}) {
  return (
    <main data-accent={brand.accent ?? undefined} className={className}>
      {brand.accent && <link rel="stylesheet" href={accentAddress(brand.accent)} precedence="brand" />}
      <div className="flex items-center justify-between gap-4">
        <BrandHead brand={brand} />
        {brand.isSpace && <BrandMark />}
      </div>
      {children}
    </main>
  );
}
