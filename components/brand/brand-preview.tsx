"use client";

import { BrandHead } from "@/components/frame/brand";
import { accentTokens, type Theme } from "@/lib/model/brand/accent";
import type { WornBrand } from "@/lib/model/brand/brand";
import type { Hex } from "@/lib/model/brand/colour";

export interface BrandPreviewProps {
  theme: Theme;
  brand: Pick<WornBrand, "name" | "isSpace" | "light" | "dark">;
  accent: Hex | null;
}

/** A picture of the sign-in page in one theme. */
export function BrandPreview({ theme, brand, accent }: BrandPreviewProps) {
  return (
    <figure className="space-y-2">
      <figcaption className="text-sm font-medium text-muted">
        {theme === "light" ? "Light theme" : "Dark theme"}
      </figcaption>
      <div
        role="img"
        data-scheme={theme}
        aria-label={`The sign-in page of ${brand.name} in the ${theme} theme`}
        ref={(element) => {
          if (element) dress(element, theme, accent);
        }}
        className="space-y-4 rounded-lg border border-line bg-canvas px-4 py-6 text-text"
      >
        <BrandHead brand={brand} theme={theme} />
        <div className="space-y-3 rounded-lg border border-line bg-surface p-4">
          <div className="text-lg font-semibold">Sign in</div>
          <div className="space-y-1.5">
            <div className="flex justify-between gap-3">
              <span className="font-medium">Password</span>
              <span className="text-sm font-medium text-accent underline decoration-accent/40 underline-offset-4">
                Forgotten password?
              </span>
            </div>
            <div className="h-9 rounded-md border border-edge bg-surface" />
          </div>
          <div className="flex h-9 items-center justify-center rounded-md bg-accent font-medium text-on-accent">
            Sign in
          </div>
        </div>
      </div>
    </figure>
  );
}

/** By script: the security policy refuses styles in attributes. */
function dress(element: HTMLElement, theme: Theme, accent: Hex | null): void {
  for (const name of ["--accent", "--accent-strong", "--accent-soft", "--on-accent"] as const) {
    if (accent) element.style.setProperty(name, accentTokens(accent, theme)[name]);
    else element.style.removeProperty(name);
  }
}
