import { cx } from "./cx";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "small" | "medium";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong border-transparent",
  secondary: "bg-surface text-text border-line hover:bg-sunken",
  quiet: "bg-transparent text-text border-transparent hover:bg-sunken",
  danger: "bg-danger text-on-danger hover:bg-danger-strong border-transparent",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-7 px-2 text-sm max-md:min-h-11 max-md:px-3",
  medium: "min-h-9 px-3.5 max-md:min-h-11",
};

/** The look of a button, for buttons and for links that act as one. */
export function buttonClasses(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cx(
    "inline-flex max-w-full shrink-0 items-center justify-center gap-2 rounded-md border py-1 text-center font-medium",
    "transition-colors duration-100 select-none",
    "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55",
    "[&_svg]:size-4 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
    className,
  );
}
