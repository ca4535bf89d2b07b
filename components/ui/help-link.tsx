import { CircleHelp } from "lucide-react";
import { buttonClasses } from "./button-classes";

/** A link to the help, in a new tab: people in the middle of a form keep their input. */
export function HelpLink({ href }: { href: string }) {
  return (
    <a href={href} target="_blank" rel="noopener" className={buttonClasses("quiet", "medium")}>
      <CircleHelp aria-hidden />
      Help<span className="sr-only"> with this page (opens in a new tab)</span>
    </a>
  );
}
