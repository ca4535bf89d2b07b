"use client";

import { useEffect, useState } from "react";
import { buttonClasses } from "@/components/ui/button-classes";
import { ProviderMark } from "@/components/ui/provider-mark";
import type { ShownWay } from "./login/discovered";

const lastKey = "gatehouse.last-way";

interface WayListProps {
  ways: readonly ShownWay[];
}

/**
 * A button per way in. Plain links: Next's own would fetch the address beforehand and start a sign-in that nobody asked
 * for. The way taken last in this browser comes first the next time.
 */
export function WayList({ ways }: WayListProps) {
  const [last, setLast] = useState<string | null>(null);
  useEffect(() => setLast(window.localStorage.getItem(lastKey)), []);
  const withSpace = new Set(ways.map((way) => way.spaceName)).size > 1;
  const ordered = [...ways].sort((a, b) => Number(pathOf(b) === last) - Number(pathOf(a) === last));
  return (
    <ul className="space-y-2">
      {ordered.map((way) => (
        <li key={way.href}>
          <a
            href={way.href}
            onClick={() => window.localStorage.setItem(lastKey, pathOf(way))}
            className={buttonClasses("secondary", "medium", "w-full justify-start! text-left!")}
          >
            <ProviderMark provider={way.provider} size="small" />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              Continue with {way.name}
              {withSpace && <span className="font-normal text-muted"> · {way.spaceName}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function pathOf(way: ShownWay): string {
  return way.href.split("?")[0] ?? way.href;
}
