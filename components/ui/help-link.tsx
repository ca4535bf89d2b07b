import { CircleHelp } from "lucide-react";
import { buttonClasses } from "./button-classes";

/** To the help, in a new tab: whoever is in the middle of a form keeps what they typed. */
export function HelpLink({ href }: { href: string }) {
  return (
    <a href={href} target="_blank" rel="noopener" className={buttonClasses("quiet", "medium")}>
      <CircleHelp aria-hidden />
      Help<span className="sr-only"> with this page (opens in a new tab)</span>
    </a>
  );
}
