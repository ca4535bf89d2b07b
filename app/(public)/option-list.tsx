"use client";

import { useEffect, useRef, useState } from "react";
import { buttonClasses } from "@/components/ui/button-classes";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { ShownWay } from "./login/discovered";
import { rememberedWay, rememberWay } from "./remembered-options";

interface WayListProps {
  ways: readonly ShownWay[];
  /** Puts the focus on the way that stands out: where there is nothing else to do on the page. */
  focus?: boolean;
}

/**
 * A button per way in. Plain links: Next's own would fetch the address beforehand and start a sign-in that nobody asked
 * for. The way that this browser took last stands out, else the default; the order stays, so that nothing jumps away from
 * under a finger.
 */
export function WayList({ ways, focus = false }: WayListProps) {
  const [last, setLast] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const outstanding = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    setLast(rememberedWay(ways.map(pathOf)));
    setAsked(true);
  }, [ways]);
  useEffect(() => {
    if (focus && asked) outstanding.current?.focus();
  }, [focus, asked]);
  const withSpace = new Set(ways.map((way) => way.spaceName)).size > 1;
  const standsOut = (way: ShownWay) => (last === null ? way.isDefault : pathOf(way) === last);
  return (
    <ul className="space-y-2">
      {ways.map((way) => (
        <li key={way.href}>
          <a
            href={way.href}
            ref={standsOut(way) ? outstanding : null}
            onClick={() => rememberWay(pathOf(way))}
            className={buttonClasses(
              standsOut(way) ? "primary" : "secondary",
              "medium",
              "w-full justify-start! text-left!",
            )}
          >
            <ProviderMark provider={way.provider} size="small" />
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
              Continue with {way.name}
              {withSpace && <span className="font-normal"> · {way.spaceName}</span>}
            </span>
            {ways.length > 1 && pathOf(way) === last && (
              <span className="text-sm font-normal">Used last</span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}

function pathOf(way: ShownWay): string {
  return way.href.split("?")[0] ?? way.href;
}
