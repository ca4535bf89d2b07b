import { cx } from "@/components/ui/cx";

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

/** The product's mark with its name. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-1.5 text-sm text-muted">
      <BrandMark className="size-4" />
      Gatehouse
    </span>
  );
}
