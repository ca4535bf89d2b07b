import { Avatar } from "@/components/ui/avatar";
import { cx } from "@/components/ui/cx";
import { LogoImage } from "@/components/ui/logo-image";
import { productName, type WornBrand } from "@/lib/model/brand/brand";

/** The product's mark: a gate. Decorative. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cx("shrink-0 text-accent", className ?? "size-5")}>
      <path
        d="M7 26V14a9 9 0 0 1 18 0v12M5 26h22M16 5v21M11.5 8v18M20.5 8v18"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.25"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** The product's mark with the installation's name. */
export function Brand({ name = productName }: { name?: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5 text-sm text-muted">
      <BrandMark className="size-4" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
    </span>
  );
}

export interface BrandHeadProps {
  brand: Pick<WornBrand, "name" | "isSpace" | "light" | "dark">;
  /** Only in pictures of a page: the theme that is drawn. Elsewhere the reader's own decides. */
  theme?: "light" | "dark";
}

/** Logo and name on top of a page. A wide logo is taken to say the name itself. */
export function BrandHead({ brand, theme }: BrandHeadProps) {
  const { name, isSpace, light, dark } = brand;
  const first = light ?? dark;
  if (first && first.width > first.height * 1.6)
    return (
      <div className="flex justify-center">
        <Logo brand={brand} theme={theme} alt={name} />
      </div>
    );
  return (
    <p className="flex items-center justify-center gap-2.5 text-lg font-semibold">
      {first && <Logo brand={brand} theme={theme} alt="" />}
      {!first && isSpace && <Avatar name={name} square className="size-8" />}
      {!first && !isSpace && <BrandMark className="size-7" />}
      <span className="min-w-0 [overflow-wrap:anywhere]">{name}</span>
    </p>
  );
}

const logoClasses = "h-auto max-h-16 w-auto max-w-full shrink-0 rounded-md p-1.5 sm:max-w-64";

/** Where there is one version only, it lies on a plate of the other light. */
function Logo({ brand, theme, alt }: BrandHeadProps & { theme: "light" | "dark" | undefined; alt: string }) {
  const { light, dark } = brand;
  if (light && dark) {
    if (theme) return <LogoImage logo={theme === "dark" ? dark : light} alt={alt} className={logoClasses} />;
    return (
      <>
        <LogoImage logo={light} alt={alt} className={cx(logoClasses, "in-light")} />
        <LogoImage logo={dark} alt={alt} className={cx(logoClasses, "in-dark")} />
      </>
    );
  }
  if (light) return <LogoImage logo={light} alt={alt} className={cx(logoClasses, "bg-plate-light")} />;
  return dark && <LogoImage logo={dark} alt={alt} className={cx(logoClasses, "bg-plate-dark")} />;
}
