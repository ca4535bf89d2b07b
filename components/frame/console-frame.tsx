import type { ReactNode } from "react";
import { Toaster } from "@/components/ui/toaster";
import { ConsoleDrawer } from "./console-drawer";
import { ConsoleRail, type ConsoleRailProps } from "./console-rail";

export interface ConsoleFrameProps extends Omit<ConsoleRailProps, "onNavigate"> {
  /** A notice above every page, e.g. "You are signed in as IT administrator". */
  banner?: ReactNode;
  /** The page, in a `Page` column. */
  children: ReactNode;
}

/** The console: rail on the left, page on the right; under 900 px the rail is a drawer. */
export function ConsoleFrame({ banner, children, ...rail }: ConsoleFrameProps) {
  return (
    <div className="desk:grid desk:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only rounded-md bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-50"
      >
        Skip to content
      </a>
      <aside
        aria-label="Space and account"
        className="sticky top-0 z-20 h-dvh overflow-y-auto border-r border-line bg-surface max-desk:hidden"
      >
        <ConsoleRail {...rail} />
      </aside>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-surface px-2 desk:hidden">
        <ConsoleDrawer {...rail} />
        <span className="min-w-0 truncate font-semibold">{rail.space.name}</span>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="relative min-w-0 space-y-6 px-4 py-6 sm:px-8 desk:px-10 desk:py-10"
      >
        {banner}
        {children}
      </main>
      <Toaster />
    </div>
  );
}
