"use client";

import { Menu, X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { keepScrollbarWidth } from "@/components/ui/scrollbar-width";
import { ConsoleRail, type ConsoleRailProps } from "./console-rail";

/** The rail on narrow screens: a menu button, and a drawer that keeps the focus and closes with Escape. */
export function ConsoleDrawer(props: Omit<ConsoleRailProps, "onNavigate">) {
  const [open, setOpen] = useState(false);
  useEffect(keepScrollbarWidth, []);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <Button variant="quiet" aria-label="Menu" className="w-11 px-0">
          <Menu aria-hidden />
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <div aria-hidden data-scroll-lock className="fixed inset-0 z-40 bg-veil desk:hidden" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 left-0 z-50 w-72 max-w-[85vw] overflow-y-auto border-r border-line bg-surface shadow-float motion-safe:animate-slide-in desk:hidden"
        >
          <Radix.Title className="sr-only">Menu</Radix.Title>
          <div className="flex justify-end px-3 pt-2">
            <Radix.Close asChild>
              <Button variant="quiet" aria-label="Close menu" className="w-11 px-0">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          <ConsoleRail {...props} onNavigate={() => setOpen(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
