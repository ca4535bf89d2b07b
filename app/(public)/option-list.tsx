"use client";

import { useEffect, useRef, useState } from "react";
import { buttonClasses } from "@/components/ui/button-classes";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { OptionLink } from "./login/discovered";
import { rememberedOption, rememberOption } from "./remembered-options";

interface OptionListProps {
  options: readonly OptionLink[];
  /** Focuses the highlighted option, if the page has nothing else to do. */
  focus?: boolean;
}

/**
 * A button per sign-in option. Plain links: Next's own would prefetch the address and start an unwanted sign-in. The
 * option that this browser used last is highlighted, else the default; the order stays, so that nothing moves away
 * under a finger.
 */
export function OptionList({ options, focus = false }: OptionListProps) {
  const [last, setLast] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const outstanding = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    setLast(rememberedOption(options.map(pathOf)));
    setAsked(true);
  }, [options]);
  useEffect(() => {
    if (focus && asked) outstanding.current?.focus();
  }, [focus, asked]);
  const withSpace = new Set(options.map((option) => option.spaceName)).size > 1;
  const standsOut = (option: OptionLink) => (last === null ? option.isDefault : pathOf(option) === last);
  return (
    <ul className="space-y-2">
      {options.map((option) => (
        <li key={option.href}>
          <a
            href={option.href}
            ref={standsOut(option) ? outstanding : null}
            onClick={() => rememberOption(pathOf(option))}
            className={buttonClasses(
              standsOut(option) ? "primary" : "secondary",
              "medium",
              "w-full justify-start! text-left!",
            )}
          >
            <ProviderMark provider={option.provider} name={option.name} size="small" />
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              Continue with {option.name}
              {withSpace && <span className="font-normal"> · {option.spaceName}</span>}
            </span>
            {options.length > 1 && pathOf(option) === last && (
              <span className="text-sm font-normal">Used last</span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}

function pathOf(option: OptionLink): string {
  return option.href.split("?")[0] ?? option.href;
}
