import { LoaderCircle } from "lucide-react";
import * as Slot from "radix-ui/slot";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClasses } from "./button-classes";

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows a spinner, keeps focus, and ignores clicks while work is in progress. */
  pending?: boolean;
  /** Gives the look and behaviour to the single child element instead of a `<button>`. */
  asChild?: boolean;
  icon?: ReactNode;
}

/** A button. `type` is "button" by default, so that nothing submits by accident. */
export function Button({
  variant = "secondary",
  size = "medium",
  pending = false,
  asChild = false,
  icon,
  className,
  children,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  const classes = buttonClasses(variant, size, className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    // aria-disabled, not disabled: a disabled button loses the focus, and keyboard users their place.
    <button
      type={type}
      className={classes}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? undefined : onClick}
      {...rest}
    >
      {pending ? <LoaderCircle aria-hidden className="motion-safe:animate-spin" /> : icon}
      {children}
    </button>
  );
}
