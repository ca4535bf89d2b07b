import { CircleHelp } from "lucide-react";
import { buttonClasses } from "./button-classes";

interface HelpLinkProps {
  href: string;
  /** The word is for screen readers only. */
  iconOnly?: boolean;
  className?: string;
}

/** A link to the help, in a new tab: people in the middle of a form keep their input. */
export function HelpLink({ href, iconOnly = false, className }: HelpLinkProps) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener"
      className={buttonClasses("quiet", "medium", className)}
      {...(iconOnly ? { title: "Help with this page" } : {})}
    >
      <CircleHelp aria-hidden />
      <span className={iconOnly ? "sr-only" : undefined}>Help</span>
      <span className="sr-only"> with this page (opens in a new tab)</span>
    </a>
  );
}
