import NextLink from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClasses } from "./button-classes";
import { cx } from "./cx";
import { LinkPending } from "./link-pending";

export interface ButtonLinkProps extends ComponentProps<typeof NextLink> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
}

/** A link that looks like a button: it navigates and changes nothing. */
export function ButtonLink({
  variant = "secondary",
  size = "medium",
  icon,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <NextLink
      className={cx(buttonClasses(variant, size, className), "has-data-pending:opacity-70")}
      {...rest}
    >
      {icon}
      {children}
      <LinkPending />
    </NextLink>
  );
}
